namespace Trichter.Team.Lists;

/// <summary>One condition of a list, as the address carries it: "source~contains~fair", "owner~is~me", "close~within~next-7".</summary>
public sealed record ListCondition(FilterField Field, string Operator, string Value)
{
    /// <summary>Between two conditions: the one or the other suffices.</summary>
    public const string Or = "or";

    /// <summary>Most conditions that one list asks for.</summary>
    public const int Most = 20;

    private const int LongestValue = 200;

    public string InAddress => $"{Field.Key}~{Operator}~{Value}";

    /// <summary>Null for what is none.</summary>
    /// <param name="fields">Those that such a list knows.</param>
    public static ListCondition? Read(string text, IReadOnlyList<FilterField> fields) =>
        text.Split('~', 3) is [var key, var how, var value] && fields.FirstOrDefault(field => field.Key == key) is { } field && field.Operators.Contains(how) && value.Length <= LongestValue
            ? new ListCondition(field, how, value) : null;

    /// <summary>Groups of conditions: one of the groups has to hold, and of it every condition. What cannot be read is left out and counted.</summary>
    public static (IReadOnlyList<IReadOnlyList<ListCondition>> Groups, int Unread) ReadAll(IReadOnlyList<string> texts, IReadOnlyList<FilterField> fields)
    {
        var (groups, unread) = (new List<List<ListCondition>> { new() }, Math.Max(0, texts.Count - Most));
        foreach (var text in texts.Take(Most))
        {
            if (text == Or) groups.Add([]);
            else if (Read(text, fields) is { } condition) groups[^1].Add(condition);
            else unread++;
        }

        groups.RemoveAll(group => group.Count == 0);
        return (groups, unread);
    }

    public static IEnumerable<string> Write(IEnumerable<IReadOnlyList<ListCondition>> groups) =>
        groups.Where(group => group.Count > 0).SelectMany((group, index) => group.Select(condition => condition.InAddress).Prepend(index == 0 ? "" : Or)).Where(text => text.Length > 0);
}

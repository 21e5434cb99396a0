namespace Trichter.Deals.List.Filters;

/// <summary>One condition of a list, as the address carries it: "source~contains~fair", "owner~is~me", "close~within~next-7".</summary>
public sealed record DealCondition(string Field, string Operator, string Value)
{
    /// <summary>Between two conditions: the one or the other suffices.</summary>
    public const string Or = "or";

    /// <summary>Most conditions that one list asks for.</summary>
    public const int Most = 20;

    public string InAddress => $"{Field}~{Operator}~{Value}";

    /// <summary>Null for what is none.</summary>
    public static DealCondition? Read(string text) =>
        text.Split('~', 3) is [var field, var how, var value] && DealFilterFields.With(field) is { } known && known.Operators.Contains(how) && value.Length <= 200
            ? new DealCondition(field, how, value) : null;

    /// <summary>Groups of conditions: one of the groups has to hold, and of it every condition. What cannot be read is left out and counted.</summary>
    public static (IReadOnlyList<IReadOnlyList<DealCondition>> Groups, int Unread) ReadAll(IReadOnlyList<string>? texts)
    {
        var (groups, unread) = (new List<List<DealCondition>> { new() }, Math.Max(0, (texts?.Count ?? 0) - Most));
        foreach (var text in (texts ?? []).Take(Most))
        {
            if (text == Or) groups.Add([]);
            else if (Read(text) is { } condition) groups[^1].Add(condition);
            else unread++;
        }

        groups.RemoveAll(group => group.Count == 0);
        return (groups, unread);
    }

    public static IEnumerable<string> Write(IEnumerable<IReadOnlyList<DealCondition>> groups) =>
        groups.Where(group => group.Count > 0).SelectMany((group, index) => group.Select(condition => condition.InAddress).Prepend(index == 0 ? "" : Or)).Where(text => text.Length > 0);
}

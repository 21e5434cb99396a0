using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Trichter.Team.Lists;

/// <summary>What a list shows, as its address says it: filters, order, columns, page. The same address shows the same list to everybody who may see it.</summary>
public record ListQuery
{
    public string? Name { get; init; }
    public string? Sort { get; init; }

    /// <summary>Keys of the columns in their order; empty for the usual ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>The field by which rows are put together with their sums; null shows the rows.</summary>
    public string? By { get; init; }

    /// <summary>What is drawn of rows that are put together: "count" or "sum"; null for the table alone.</summary>
    public string? Draw { get; init; }

    public IReadOnlyList<IReadOnlyList<ListCondition>> Groups { get; init; } = [];

    /// <summary>Conditions of the address that could not be read.</summary>
    public int Unread { get; init; }

    /// <param name="fields">Those that such a list can be filtered by.</param>
    public static ListQuery Read(string? query, IReadOnlyList<FilterField> fields) => new ListQuery().Taking(new QueryValues(query), fields);

    /// <summary>Name and value of everything that is asked for, in the order of the address.</summary>
    public IReadOnlyList<KeyValuePair<string, string?>> Fields =>
    [
        .. Plain.Where(pair => pair.Value is { Length: > 0 } || (pair.Value is not null && KeepsEmpty(pair.Key))),
        .. Columns.Count == 0 ? Array.Empty<KeyValuePair<string, string?>>() : [new("cols", string.Join(',', Columns))],
        .. ListCondition.Write(Groups).Select(text => new KeyValuePair<string, string?>("f", text)),
    ];

    protected virtual IEnumerable<KeyValuePair<string, string?>> Plain => [new("q", Name), new("sort", Sort), new("by", By), new("draw", Draw)];

    protected virtual bool KeepsEmpty(string name) => false;

    /// <summary>The part of the address from the question mark on; empty when nothing is asked for.</summary>
    public string InAddress(int page = 1) =>
        QueryHelpers.AddQueryString("", page == 1 ? Fields : Fields.Append(new("page", page.ToString(CultureInfo.InvariantCulture))));

    /// <summary>With one more condition: of the last group, or beginning another one.</summary>
    public ListQuery And(ListCondition condition, bool orElse = false) =>
        this with { Groups = Groups.Count == 0 || orElse ? [.. Groups, [condition]] : [.. Groups.SkipLast(1), [.. Groups[^1], condition]] };

    /// <summary>With conditions that have to hold besides all that is asked, in each of its groups.</summary>
    public ListQuery Besides(params IReadOnlyList<ListCondition> conditions) =>
        this with { Groups = Groups.Count == 0 ? [conditions] : [.. Groups.Select(group => (IReadOnlyList<ListCondition>)[.. group, .. conditions])] };

    /// <summary>The list with the condition that the form for one has just sent, or the same where it makes no sense; null when none was sent.</summary>
    public ListQuery? WithAdded(string? query, IReadOnlyList<FilterField> fields)
    {
        var sent = new QueryValues(query);
        if (fields.FirstOrDefault(field => field.Key == sent["addField"]) is not { } field) return null;

        var value = field.Kind == FilterKind.Day && sent["addHow"] == "within" ? sent["addPeriod"] : sent["addValue"];
        return ListCondition.Read($"{field.Key}~{sent["addHow"]}~{value?.Trim()}", fields) is { } condition ? And(condition, sent["addOr"] is not null) : this;
    }

    /// <summary>Without one of its conditions.</summary>
    public ListQuery Without(int group, int place) =>
        this with { Groups = [.. Groups.Select((conditions, g) => (IReadOnlyList<ListCondition>)[.. conditions.Where((_, c) => g != group || c != place)]).Where(conditions => conditions.Count > 0)] };

    protected ListQuery Taking(QueryValues values, IReadOnlyList<FilterField> fields)
    {
        var (groups, unread) = ListCondition.ReadAll(values.All("f"), fields);
        return this with
        {
            Name = values["q"],
            Sort = values["sort"],
            By = values["by"],
            Draw = values["draw"] is "count" or "sum" ? values["draw"] : null,
            Columns = [.. values.All("cols").SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct().Take(40)],
            Groups = groups,
            Unread = unread,
        };
    }
}

/// <summary>The values of an address.</summary>
public sealed class QueryValues(string? query)
{
    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values = QueryHelpers.ParseQuery(query);

    public string? this[string key] => values.TryGetValue(key, out var value) ? value.ToString() : null;

    public IReadOnlyList<string> All(string key) => values.TryGetValue(key, out var texts) ? [.. texts.OfType<string>()] : [];
}

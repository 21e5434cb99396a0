using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Trichter.Deals.List.Filters;
using Trichter.Platform.Ui;
using Trichter.Process;

namespace Trichter.Deals.List;

/// <summary>What a list of deals shows, as its address says it: filters, order, page. The same address shows the same list to everybody who may see it.</summary>
public sealed record DealListQuery
{
    public string? Name { get; init; }
    public string? OutcomeText { get; init; }
    public string? Stage { get; init; }
    public string? OwnerText { get; init; }
    public string? Source { get; init; }
    public string? Only { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Sort { get; init; }
    public IReadOnlyList<IReadOnlyList<DealCondition>> Groups { get; init; } = [];

    /// <summary>Conditions of the address that could not be read.</summary>
    public int Unread { get; init; }

    public static DealListQuery Read(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        var (groups, unread) = DealCondition.ReadAll([.. values.TryGetValue("f", out var texts) ? texts.OfType<string>() : []]);
        string? Of(string key) => values.TryGetValue(key, out var value) ? value.ToString() : null;
        return new DealListQuery
        {
            Name = Of("q"),
            OutcomeText = Of("outcome"),
            Stage = Of("stage"),
            OwnerText = Of("owner"),
            Source = Of("source"),
            Only = Of("only"),
            From = Of("from"),
            To = Of("to"),
            Sort = Of("sort"),
            Groups = groups,
            Unread = unread,
        };
    }

    /// <param name="keys">Every stage of every version of the process, with its key.</param>
    public DealFilter For(SalesProcess process, ProcessVersion version, IReadOnlyDictionary<Guid, string> keys)
    {
        var (what, position) = Only?.Split(':') is [var figure, var key] ? (figure, version.StageWithKey(key)?.Position ?? 0) : (Only, 0);
        return new DealFilter(
            process.Id, Name, Enum.TryParse<Outcome>(OutcomeText, out var outcome) ? outcome : null,
            Stage is { Length: > 0 } stage ? [.. keys.Where(its => its.Value == stage).Select(its => its.Key)] : null,
            FormValues.Id(OwnerText), Source, what, position, FormValues.Day(From), FormValues.Day(To))
        { Groups = Groups };
    }

    /// <summary>Name and value of everything that is asked for, in the order of the address.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Fields
    {
        get
        {
            IEnumerable<KeyValuePair<string, string?>> plain =
            [
                new("q", Name), new("outcome", OutcomeText), new("stage", Stage), new("owner", OwnerText), new("only", Only), new("from", From), new("to", To), new("sort", Sort),
            ];
            return
            [
                .. plain.Where(pair => pair.Value is { Length: > 0 }),
                .. Source is null ? Array.Empty<KeyValuePair<string, string?>>() : [new("source", Source)],
                .. DealCondition.Write(Groups).Select(text => new KeyValuePair<string, string?>("f", text)),
            ];
        }
    }

    /// <summary>The part of the address from the question mark on; empty when nothing is asked for.</summary>
    public string InAddress(int page = 1) =>
        QueryHelpers.AddQueryString("", page == 1 ? Fields : Fields.Append(new("page", page.ToString(CultureInfo.InvariantCulture))));

    public bool IsPlain => Name is null or "" && OutcomeText is null or "" && Stage is null or "" && OwnerText is null or "" && Source is null && Only is null && Groups.Count == 0;
}

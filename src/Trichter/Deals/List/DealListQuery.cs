using Trichter.Platform.Ui;
using Trichter.Process;
using Trichter.Team.Lists;

namespace Trichter.Deals.List;

/// <summary>What a list of deals shows, as its address says it.</summary>
public sealed record DealListQuery : ListQuery
{
    public string? OutcomeText { get; init; }
    public string? Stage { get; init; }
    public string? OwnerText { get; init; }
    public string? Source { get; init; }
    public string? Only { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }

    /// <param name="fields">Those of <see cref="DealFilterFields"/>.</param>
    public static new DealListQuery Read(string? query, IReadOnlyList<FilterField> fields)
    {
        var values = new QueryValues(query);
        return (DealListQuery)new DealListQuery
        {
            OutcomeText = values["outcome"],
            Stage = values["stage"],
            OwnerText = values["owner"],
            Source = values["source"],
            Only = values["only"],
            From = values["from"],
            To = values["to"],
        }.Taking(values, fields);
    }

    /// <summary>What boards know of it: owner and conditions.</summary>
    public DealListQuery ForBoard() => new() { OwnerText = OwnerText, Groups = Groups, Unread = Unread };

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

    protected override IEnumerable<KeyValuePair<string, string?>> Plain =>
    [
        new("q", Name), new("outcome", OutcomeText), new("stage", Stage), new("owner", OwnerText), new("source", Source), new("only", Only), new("from", From), new("to", To), new("sort", Sort), new("by", By), new("draw", Draw),
    ];

    /// <summary>Deals without a source are asked for by an empty one.</summary>
    protected override bool KeepsEmpty(string name) => name == "source";
}

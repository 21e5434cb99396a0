using System.Globalization;
using Trichter.Deals.Evidence;
using Trichter.Process;

namespace Trichter.Leads.Scoring;

/// <summary>The score of a deal's lead, as evidence.</summary>
internal sealed record ScoreFact(LeadScore Score);

internal sealed class ScoreSource(ReadScores read) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        var asking = evidence.Values.Where(its => its.AsksFor(ScoreReached.Kind)).Select(its => its.Deal).ToList();
        if (asking.Count == 0) return;
        foreach (var (id, score) in await read.OfAsync(asking, cancellation)) evidence[id].Add(new ScoreFact(score));
    }
}

/// <summary>Marketing-qualified: the score reaches what the criterion asks for, "points" of 100.</summary>
internal sealed class ScoreReached : ICriterionKind
{
    public const string Kind = "lead-score";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        int.TryParse(criterion.Parameter("points"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && evidence.Find<ScoreFact>()?.Score.Total >= asked;
}

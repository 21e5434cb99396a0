using System.Collections.Concurrent;
using Trichter.Insight.Learning;

namespace Trichter.Insight.Probability;

/// <summary>What one model says of deals; may be asked from several sides at once. Deals of one stage, source and product share their base rates.</summary>
internal sealed class ChancesOfMany(KeptModel kept)
{
    private readonly BaseRates rates = kept.BaseRates();
    private readonly ConcurrentDictionary<(string Stage, string Source, string Product), IReadOnlyList<BaseRate>> known = [];

    /// <summary>In the order of the deals; with reasons where it is one alone.</summary>
    public IReadOnlyList<DealChance> Of(IReadOnlyList<OpenDeal> deals)
    {
        var bases = deals.Select(deal => known.GetOrAdd((deal.Stage, deal.Source, deal.Product), path => rates.Levels([path.Stage, path.Source, path.Product]))).ToList();
        if (!kept.Model.Verdict.MaySpeak) return [.. bases.Select(levels => new DealChance(levels[^1].P, null, levels, kept))];

        var features = new DealFeatures();
        foreach (var deal in deals) features.Add(deal.Stage, deal.Source, deal.Product, deal.OwnerId, deal.Existing, deal.ValueMinor, deal.Age, deal.Visits);
        var fields = features.Fields();
        return deals.Count == 1
            ? [new DealChance(kept.Model.Predict(fields, 0).P, kept.Model.Predict(fields, 0), bases[0], kept)]
            : [.. kept.Model.Predict(fields, [.. Enumerable.Range(0, deals.Count)]).Select((p, row) => new DealChance(p, null, bases[row], kept))];
    }
}

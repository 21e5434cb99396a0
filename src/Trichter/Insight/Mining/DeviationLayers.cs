using Trichter.Insight.Effects;
using Trichter.Insight.Facts;
using Trichter.Insight.Mining.Figures;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Mining;

/// <summary>Deals that ended later than the day of comparison, by layer; those that deviated by then are taken from them.</summary>
internal sealed class DeviationLayers
{
    private const int DaysUntilCompared = 14;

    private readonly DealStrata layers;
    private readonly Dictionary<int, (int Deals, int Won)> all = [];

    public DeviationLayers(List<DealVisits> deals)
    {
        layers = new DealStrata(deals);
        foreach (var one in deals)
        {
            if (IsCompared(one)) Count(all, one);
        }
    }

    public IReadOnlyCollection<Stratum> Of((string From, string To) move, IEnumerable<DealVisits> thatDeviated)
    {
        var with = new Dictionary<int, (int Deals, int Won)>();
        foreach (var one in thatDeviated)
        {
            if (IsCompared(one) && DidWithin(one, move)) Count(with, one);
        }

        return [.. all.Select(layer =>
        {
            var its = with.GetValueOrDefault(layer.Key);
            return new Stratum(layers.Names[layer.Key], new Rate(its.Won, its.Deals), new Rate(layer.Value.Won - its.Won, layer.Value.Deals - its.Deals));
        })];
    }

    private void Count(Dictionary<int, (int Deals, int Won)> counts, DealVisits one)
    {
        var layer = layers.PlaceOf(one.Deal);
        var (deals, won) = counts.GetValueOrDefault(layer);
        counts[layer] = (deals + 1, won + (one.Deal.IsWon ? 1 : 0));
    }

    private static bool IsCompared(DealVisits one) =>
        !one.Deal.IsOpen && one.Deal is { EntryDay: { } entry, EndDay: { } end } && end.DayNumber - entry.DayNumber > DaysUntilCompared;

    /// <summary>Whether a deal made the move by the day on which deals are compared.</summary>
    private static bool DidWithin(DealVisits one, (string From, string To) move)
    {
        var limit = one.Deal.EntryDay!.Value.AddDays(DaysUntilCompared);
        return move.To is not (VersionRules.Won or VersionRules.Lost or ProcessRules.End) && one.Visits.Any(visit => visit.StageKey == move.To && visit.EnteredDay <= limit);
    }
}

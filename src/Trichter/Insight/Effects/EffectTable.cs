using Trichter.Activities;
using Trichter.Insight.Facts;
using Trichter.Platform.Statistics;
using Trichter.Process;

namespace Trichter.Insight.Effects;

/// <summary>
/// Counts, for each stage and kind of activity, the deals with and without it by layer, in one walk over all visits. Only deals that have ended
/// since, and had not by the day of comparison: they all had the chance to get the activity.
/// </summary>
internal sealed class EffectTable
{
    private static readonly ActivityType[] Types = Enum.GetValues<ActivityType>();

    /// <summary>By stage and layer, and within by nothing or a kind of activity: deals, and those won.</summary>
    private readonly Dictionary<(int Position, int Layer), (int[] Deals, int[] Won)> counts = [];

    public static IEnumerable<(Stage Stage, ActivityType Type, IReadOnlyCollection<Stratum> Strata)> Of(
        ReportScope scope, List<DealVisits> deals, Func<Guid, IEnumerable<(ActivityType Type, DateTime At)>> done, int days)
    {
        var table = new EffectTable();
        var layers = new DealStrata(deals);
        foreach (var one in deals)
        {
            if (!one.Deal.IsOpen && one.Deal.EndDay is not null) table.Add(one, layers.PlaceOf(one.Deal), [.. done(one.Deal.DealId)], days);
        }

        return from stage in scope.SalesStages from type in Types select (stage, type, table.StrataOf(layers, stage.Position, type));
    }

    private void Add(DealVisits one, int layer, (ActivityType Type, DateTime At)[] done, int days)
    {
        var seen = 0L;
        for (var place = 0; place < one.Visits.Count; place++)
        {
            var visit = one.Visits[place];
            if ((seen >> visit.Position & 1) == 1) continue;
            seen |= 1L << visit.Position;
            if (visit.EnteredDay is not { } day || one.Deal.EndDay!.Value.DayNumber <= day.DayNumber + days) continue;

            if (!counts.TryGetValue((visit.Position, layer), out var its)) counts[(visit.Position, layer)] = its = (new int[Types.Length + 1], new int[Types.Length + 1]);
            Count(its, 0, one.Deal.IsWon);
            if (done.Length == 0) continue;
            var from = visit.EnteredAt ?? day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
            foreach (var type in done.Where(activity => activity.At >= from && activity.At <= from.AddDays(days)).Select(activity => activity.Type).Distinct())
                Count(its, 1 + Array.IndexOf(Types, type), one.Deal.IsWon);
        }
    }

    private static void Count((int[] Deals, int[] Won) counts, int place, bool won)
    {
        counts.Deals[place]++;
        if (won) counts.Won[place]++;
    }

    private IReadOnlyCollection<Stratum> StrataOf(DealStrata layers, int position, ActivityType type)
    {
        var place = 1 + Array.IndexOf(Types, type);
        return [.. layers.Names.Index().Where(layer => counts.ContainsKey((position, layer.Index))).Select(layer =>
        {
            var (deals, won) = counts[(position, layer.Index)];
            return new Stratum(layer.Item, new Rate(won[place], deals[place]), new Rate(won[0] - won[place], deals[0] - deals[place]));
        })];
    }
}

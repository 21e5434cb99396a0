using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.CycleTime;

/// <summary>The three warnings that every figure about time computes (metrics 0.6).</summary>
internal static class CycleWarnings
{
    public const string OnlySince = "outcomes_recorded_only_since";

    public static IReadOnlyDictionary<string, Told> Of(
        IReadOnlyCollection<DealFact> entered, IReadOnlyCollection<Observation> finished, CycleTimes times)
    {
        var warnings = new Dictionary<string, Told>();

        if (CycleTimes.FirstEnd(entered) is { } first)
        {
            var before = entered.Count(deal => deal.EntryDay < first);
            if (before >= .05 * entered.Count)
                warnings[OnlySince] = new("Outcomes are recorded only since {0}, but {1} of these deals are older. Choose a period that begins then.", first, before);
        }

        if (entered.Count(deal => deal.Imported == 1) >= 50 && entered.All(deal => !deal.IsOpen))
            warnings["only_finished_records"] = new("Not one of these deals is open: only finished ones were imported. The times describe that export, not your work.");

        var longest = finished.Select(one => one.Time).DefaultIfEmpty(double.MaxValue).Max();
        if (times.Observations.Count(one => one.Cause == 0 && one.Time > longest) is > 0 and var stale)
            warnings["older_than_any_closed"] = new("{0} open deals are older than any deal that ever closed ({1} days).", stale, (int)longest);

        return warnings;
    }
}

using Trichter.Platform.Language;

namespace Trichter.Insight.CycleTime;

/// <summary>The three warnings that every figure about time computes (metrics 0.6).</summary>
internal static class CycleWarnings
{
    public const string OnlySince = "outcomes_recorded_only_since";

    /// <param name="longest">Of the times of those that ended; null without one.</param>
    public static IReadOnlyDictionary<string, Told> Of(EnteredPart entered, CycleTimes times, double? longest)
    {
        var warnings = new Dictionary<string, Told>();

        if (entered.FirstEnd is { } first)
        {
            var before = entered.Entries.Count(day => day < first);
            if (before >= .05 * entered.Entries.Count)
                warnings[OnlySince] = new("Outcomes are recorded only since {0}, but {1} of these deals are older. Choose a period that begins then.", first, before);
        }

        if (entered is { Imported: >= 50, Open: 0 })
            warnings["only_finished_records"] = new("Not one of these deals is open: only finished ones were imported. The times describe that export, not your work.");

        if (times.Observations.Count(one => one.Cause == 0 && one.Time > longest) is > 0 and var stale)
            warnings["older_than_any_closed"] = new("{0} open deals are older than any deal that ever closed ({1} days).", stale, (int)longest!.Value);

        return warnings;
    }
}

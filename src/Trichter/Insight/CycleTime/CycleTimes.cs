using Trichter.Insight.Facts;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.CycleTime;

/// <summary>
/// Times from entry to the end, or to the day of the report for what is open (metrics 3.1): never clamped, never mixed.
/// As soon as one deal is known only to the day, all are counted in calendar days.
/// </summary>
public sealed record CycleTimes(IReadOnlyList<Observation> Observations, int EndedBeforeStart, int WithoutEndDate, bool InCalendarDays)
{
    public const int Won = 1;
    public const int Lost = 2;

    /// <param name="since">With delayed entry: the first day, and its midnight in UTC, on which an end would have been noticed; an end on that day counts.</param>
    /// <param name="asPartIn">Where they are a part of more: whether those are counted in calendar days.</param>
    public static CycleTimes Of(IReadOnlyCollection<DealFact> entered, DateOnly asOf, DateTime endOfAsOf, (DateOnly Day, DateTime Midnight)? since = null, bool? asPartIn = null)
    {
        var inDays = asPartIn ?? entered.Any(deal => deal.DateOnly == 1);
        var observations = new List<Observation>(entered.Count);
        var (negative, withoutEnd) = (0, 0);

        foreach (var deal in entered)
        {
            if (!deal.IsOpen && deal.EndDay is null)
            {
                withoutEnd++;
                continue;
            }

            var time = inDays
                ? ((deal.IsOpen ? asOf : deal.EndDay!.Value).DayNumber - deal.EntryDay!.Value.DayNumber)
                : ((deal.IsOpen ? endOfAsOf : deal.EndedAt!.Value) - deal.EnteredAt!.Value).TotalDays;

            if (time < 0) negative++;
            else observations.Add(new Observation(time, deal.IsWon ? Won : deal.IsLost ? Lost : 0, StartOf(deal, inDays, since)));
        }

        return new CycleTimes(observations, negative, withoutEnd, inDays);
    }

    /// <param name="parts">All on the same scale.</param>
    public static CycleTimes Together(IReadOnlyCollection<CycleTimes> parts)
    {
        var observations = new List<Observation>(parts.Sum(part => part.Observations.Count));
        foreach (var part in parts) observations.AddRange(part.Observations);
        return new CycleTimes(observations, parts.Sum(part => part.EndedBeforeStart), parts.Sum(part => part.WithoutEndDate), parts.Any(part => part.InCalendarDays));
    }

    private static double StartOf(DealFact deal, bool inDays, (DateOnly Day, DateTime Midnight)? since) => since is not { } first || deal.EntryDay >= first.Day ? -1
        : inDays ? first.Day.DayNumber - deal.EntryDay!.Value.DayNumber - 1
        : (first.Midnight - deal.EnteredAt!.Value).TotalDays;
}

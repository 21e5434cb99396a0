using Trichter.Insight.Facts;

namespace Trichter.Insight.CycleTime;

/// <summary>What is said of the deals that entered in a period besides their times; what was said of parts can be put together.</summary>
/// <param name="NoEntry">Of whom nothing says when they entered; none of the others.</param>
/// <param name="InCalendarDays">One of them is known only to the day.</param>
/// <param name="FirstEnd">The day of the first end among them: before it, nobody wrote ends down; null without one.</param>
/// <param name="Entries">The day on which each entered.</param>
internal sealed record EnteredPart(int NoEntry, int Imported, int Open, bool InCalendarDays, DateOnly? FirstEnd, IReadOnlyList<DateOnly> Entries)
{
    public static EnteredPart Of(List<DealVisits> deals, ReportScope scope)
    {
        var entries = new List<DateOnly>();
        var (noEntry, imported, open, inDays) = (0, 0, 0, false);
        DateOnly? first = null;
        foreach (var one in deals)
        {
            var deal = one.Deal;
            if (deal.EntryDay is null) noEntry++;
            if (!deal.EnteredWithin(scope)) continue;

            entries.Add(deal.EntryDay!.Value);
            imported += deal.Imported;
            inDays |= deal.DateOnly == 1;
            if (deal.IsOpen) open++;
            else if (deal.EndDay is { } end && !(first <= end)) first = end;
        }

        return new EnteredPart(noEntry, imported, open, inDays, first, entries);
    }

    public static EnteredPart Together(IReadOnlyList<EnteredPart> parts) => new(
        parts.Sum(part => part.NoEntry), parts.Sum(part => part.Imported), parts.Sum(part => part.Open), parts.Any(part => part.InCalendarDays),
        parts.Min(part => part.FirstEnd), [.. parts.SelectMany(part => part.Entries)]);

    public static List<DealFact> Entered(List<DealVisits> deals, ReportScope scope) => [.. deals.Select(one => one.Deal).Where(deal => deal.EnteredWithin(scope))];
}

/// <summary>Their times, on the scale of the whole.</summary>
internal sealed record TimesPart(CycleTimes Times);

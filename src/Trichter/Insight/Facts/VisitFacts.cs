using System.Collections;
using Trichter.Insight.Facts.Kept;

namespace Trichter.Insight.Facts;

/// <summary>The visits of deals to stages as they were known on the day of a report, in the order of recording (metrics, section 1).</summary>
public sealed class VisitFacts(DealFacts facts)
{
    /// <summary>Deals that the reader may see, each with its visits; what happened after the day has not happened yet.</summary>
    public Task<List<DealVisits>> OfAsync(ReportScope scope, CancellationToken cancellation = default) =>
        facts.WithVisitsAsync(scope, cancellation);
}

/// <summary>A deal with its visits.</summary>
public sealed record DealVisits(DealFact Deal, VisitsOfDeal Visits);

/// <summary>The visits of one deal, made out of the kept rows as they are asked for.</summary>
public sealed class VisitsOfDeal : IReadOnlyList<VisitFact>
{
    private readonly FactLists lists;
    private readonly VisitRow[] rows;
    private readonly int first;
    private readonly int day;

    /// <summary>Only where some were not known yet.</summary>
    private readonly int[]? known;

    internal VisitsOfDeal(FactLists lists, FactBlock block, in DealRow deal, ReportScope scope)
    {
        (this.lists, rows, first, Count, day) = (lists, block.Visits, deal.First, deal.Visits, scope.AsOf.DayNumber);
        var end = scope.EndOfAsOf.Ticks;
        foreach (ref readonly var row in block.Of(deal))
        {
            if (row.IsKnownBy(day, end)) continue;
            known = [.. Enumerable.Range(first, Count).Where(place => rows[place].IsKnownBy(day, end))];
            Count = known.Length;
            return;
        }
    }

    public int Count { get; }

    public VisitFact this[int index] => new(lists, rows[known is null ? first + index : known[index]], day);

    public IEnumerator<VisitFact> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>One visit; what is after the day of the report has not happened yet.</summary>
public readonly struct VisitFact
{
    private readonly FactLists lists;
    private readonly VisitRow row;

    internal VisitFact(FactLists lists, in VisitRow row, int day) =>
        (this.lists, this.row) = (lists, row.LeftDay > day ? row with { LeftAt = -1, LeftDay = -1, LeftTo = VisitRow.Lasts } : row);

    public Guid VersionId => lists.Versions[row.Version];
    public string StageKey => lists.Stages[row.Stage];
    public int Position => row.Position;
    public DateTime? EnteredAt => row.EnteredAt < 0 ? null : new DateTime(row.EnteredAt, DateTimeKind.Utc);
    public DateOnly? EnteredDay => row.EnteredDay < 0 ? null : DateOnly.FromDayNumber(row.EnteredDay);
    public DateTime? LeftAt => row.LeftAt < 0 ? null : new DateTime(row.LeftAt, DateTimeKind.Utc);
    public DateOnly? LeftDay => row.LeftDay < 0 ? null : DateOnly.FromDayNumber(row.LeftDay);

    /// <summary>The key of the next stage, "won", "lost", or null while it lasts.</summary>
    public string? LeftTo => row.LeftTo == VisitRow.Lasts ? null : lists.Ends[row.LeftTo];

    public bool EndsDeal => row.LeftTo is VisitRow.Won or VisitRow.Lost;
    public bool IsStart => row.Is(VisitMarks.Start);
    public bool IsMigrated => row.Is(VisitMarks.Migrated);

    /// <summary>Stages by number, where their keys would take too long.</summary>
    internal ushort StagePlace => row.Stage;

    internal ushort VersionPlace => row.Version;

    internal int EndPlace => row.LeftTo;

    /// <summary>Days on the scale of the report; null where nobody knows.</summary>
    internal double? EnteredOn(bool inCalendarDays) => inCalendarDays ? Known(row.EnteredDay) : Known(row.EnteredAt) / TimeSpan.TicksPerDay;

    internal double? LeftOn(bool inCalendarDays) => inCalendarDays ? Known(row.LeftDay) : Known(row.LeftAt) / TimeSpan.TicksPerDay;

    private static double? Known(long number) => number < 0 ? null : number;
}

/// <summary>Time as the whole population is counted: in calendar days as soon as one deal is known only to the day (metrics 0.2).</summary>
public sealed record DayScale(bool InCalendarDays, double Now)
{
    public static DayScale Of(IEnumerable<DealVisits> deals, ReportScope scope)
    {
        var inDays = deals.Any(one => one.Deal.DateOnly == 1);
        return new DayScale(inDays, inDays ? scope.AsOf.DayNumber : scope.EndOfAsOf.Ticks / (double)TimeSpan.TicksPerDay);
    }

    public double? Entered(VisitFact visit) => visit.EnteredOn(InCalendarDays);

    public double? Left(VisitFact visit) => visit.LeftOn(InCalendarDays);
}

using Microsoft.EntityFrameworkCore;

namespace Trichter.Insight.Facts;

/// <summary>The visits of deals to stages as they were known on the day of a report, in the order of recording (metrics, section 1).</summary>
public sealed class VisitFacts(Db db, DealFacts facts)
{
    /// <summary>Deals that the reader may see, each with its visits; what happened after the day has not happened yet.</summary>
    public async Task<List<DealVisits>> OfAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var deals = (await facts.DealsAsync(scope, cancellation)).ToDictionary(deal => deal.DealId);
        var visits = await db.Database.SqlQuery<VisitFact>($"""
            select t.deal_id as "DealId", t.version_id as "VersionId", t.stage_key as "StageKey", t.position as "Position", t.kind as "Kind",
                   t.entered_at as "EnteredAt", t.entered_day as "EnteredDay", t.left_at as "LeftAt", t.left_day as "LeftDay", t.left_to as "LeftTo"
            from stage_transitions t
            where t.process_id = {scope.Process.Id} and t.after_sale = false and (t.entered_day <= {scope.AsOf} or t.entered_day is null)
              and (t.imported = true or t.recorded_at < {scope.EndOfAsOf})
            order by t.deal_id, t.seq
            """).ToListAsync(cancellation);

        var found = new List<DealVisits>(deals.Count);
        for (int from = 0, to; from < visits.Count; from = to)
        {
            to = from + 1;
            while (to < visits.Count && visits[to].DealId == visits[from].DealId) to++;
            if (deals.TryGetValue(visits[from].DealId, out var deal)) found.Add(new DealVisits(deal, [.. visits[from..to].Select(visit => visit.AsOf(scope.AsOf))]));
        }

        return found;
    }
}

/// <summary>A deal with its visits.</summary>
public sealed record DealVisits(DealFact Deal, IReadOnlyList<VisitFact> Visits);

/// <param name="Kind">The word of a <c>TransitionKind</c>.</param>
/// <param name="LeftTo">The key of the next stage, "won", "lost", or null while it lasts.</param>
public sealed record VisitFact(
    Guid DealId, Guid VersionId, string StageKey, int Position, string Kind, DateTime? EnteredAt, DateOnly? EnteredDay, DateTime? LeftAt, DateOnly? LeftDay, string? LeftTo)
{
    public bool EndsDeal => LeftTo is "won" or "lost";

    public bool IsMigrated => Kind == "Migrated";

    public VisitFact AsOf(DateOnly day) => LeftDay > day ? this with { LeftAt = null, LeftDay = null, LeftTo = null } : this;
}

/// <summary>Time as the whole population is counted: in calendar days as soon as one deal is known only to the day (metrics 0.2).</summary>
public sealed record DayScale(bool InCalendarDays, double Now)
{
    public static DayScale Of(IEnumerable<DealVisits> deals, ReportScope scope)
    {
        var inDays = deals.Any(one => one.Deal.DateOnly == 1);
        return new DayScale(inDays, inDays ? scope.AsOf.DayNumber : DaysOf(scope.EndOfAsOf));
    }

    public double? Entered(VisitFact visit) => On(visit.EnteredAt, visit.EnteredDay);

    public double? Left(VisitFact visit) => On(visit.LeftAt, visit.LeftDay);

    private double? On(DateTime? at, DateOnly? day) => InCalendarDays ? day?.DayNumber : at is { } instant ? DaysOf(instant) : null;

    private static double DaysOf(DateTime at) => at.Ticks / (double)TimeSpan.TicksPerDay;
}

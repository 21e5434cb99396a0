using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Money;

internal sealed class SpeedReport(Db db, Change change, ReportScopes scopes, DealFacts facts, Texts texts) : IReport
{
    private const int DaysToQualify = 30;

    public string Name => "speed-to-lead";

    public ReportGroup Group => ReportGroup.Work;

    public Told Title => new("Speed to lead");

    public Told Definition => new("Leads that arrived in the period by the working minutes until the first call or meeting. In time: contacted within 60 working minutes, of all whose hour is over; never contacted is a no. Below: how many of those contacted so quickly were beyond first contact 30 days after they arrived. Quick contact goes with success; the most promising may simply be called first.");

    public Type View => typeof(SpeedView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var now = scope.EndOfAsOf < change.Now ? scope.EndOfAsOf : change.Now;
        var calendar = await WorkingCalendar.OfAsync(db, cancellation);
        var (from, to) = scope.Instants();
        var clocks = await db.LeadClocks.AsNoTracking()
            .Where(clock => clock.ArrivedAt >= from && clock.ArrivedAt < to && clock.ArrivedAt < now && db.Deals.Any(deal => deal.Id == clock.DealId && deal.ProcessId == scope.Process.Id))
            .Select(clock => new
            {
                clock.DealId,
                clock.ArrivedAt,
                clock.ContactedAt,
                Beyond = db.Transitions.Where(row => row.DealId == clock.DealId && row.ProcessId == scope.Process.Id && row.Phase != "generate" && row.Phase != "contact" && row.EnteredAt < now).Min(row => row.EnteredAt),
            }).ToListAsync(cancellation);

        var asked = clocks.Select(clock => clock.DealId).ToHashSet();
        var seen = (await facts.DealsAsync(scope, cancellation)).Select(deal => deal.DealId).Where(asked.Contains).ToHashSet();
        var leads = clocks.Where(clock => seen.Contains(clock.DealId)).Select(clock =>
        {
            var contacted = clock.ContactedAt < now ? clock.ContactedAt : null;
            var minutes = contacted is { } at ? at < clock.ArrivedAt ? 0 : calendar.MinutesBetween(clock.ArrivedAt, at) : (int?)null;
            return new Lead(clock.DealId, clock.ArrivedAt, contacted, minutes, calendar.MinutesBetween(clock.ArrivedAt, now), clock.Beyond);
        }).ToList();

        var inTime = SpeedToLead.InTarget(leads.Select(lead => (lead.Minutes, lead.SoFar >= SpeedToLead.Target)));
        var curve = Survival.Of(leads.Select(lead => new Observation(lead.Minutes ?? lead.SoFar, lead.Minutes is null ? 0 : 1)));
        var mature = leads.Where(lead => lead.ArrivedAt.AddDays(DaysToQualify) <= now).ToList();
        var before = mature.Count(lead => lead.Beyond is { } at && (lead.ContactedAt is null || at < lead.ContactedAt));
        var effect = SpeedToLead.Effect(mature.Where(lead => !(lead.Beyond < lead.ContactedAt)).Select(lead => (lead.Minutes, lead.Beyond <= lead.ArrivedAt.AddDays(DaysToQualify))));
        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, leads.Count, ResultParts.Excluded((ResultParts.StillRunning, leads.Count - inTime.N)), ResultParts.NoWarnings,
            new Dictionary<string, object?>
            {
                ["leads"] = leads.Count,
                ["median"] = curve.Quantile(.5).Time,
                ["median_lo95"] = curve.Quantile(.5).Lower,
                ["median_hi95"] = curve.Quantile(.5).Upper,
                ["contacted"] = curve.Events,
                ["mature"] = mature.Count,
                ["qualified_before"] = before,
            }.With("in_time", inTime),
            [.. effect.Select(bucket => new Dictionary<string, object?> { ["bucket"] = bucket.Key, ["name"] = texts.Of(bucket.Key) }.With("qualified", bucket.Value))])
        { DealIds = [.. leads.Select(lead => lead.DealId)] };
    }

    /// <param name="Minutes">Working minutes until the first contact; null while it is awaited.</param>
    /// <param name="SoFar">Working minutes since it arrived.</param>
    /// <param name="Beyond">When it got beyond first contact.</param>
    private sealed record Lead(Guid DealId, DateTime ArrivedAt, DateTime? ContactedAt, int? Minutes, int SoFar, DateTime? Beyond);
}

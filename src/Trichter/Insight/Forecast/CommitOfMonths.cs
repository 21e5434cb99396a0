using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Insight.Facts;
using Trichter.Insight.Metrics;
using Trichter.Insight.Targets;
using Trichter.Offers.Quotes;

namespace Trichter.Insight.Forecast;

/// <summary>
/// What is as good as sold, and what was to be reached: beside a range that is computed, the two lines that a sales manager speaks of. Committed
/// is an open deal whose customer has accepted a quote or said yes without a condition; it counts in the month typed as its close, else in its likeliest.
/// </summary>
public sealed class CommitOfMonths(Db db, FindTargets targets)
{
    private const string Revenue = "revenue.booked";

    internal async Task<IReadOnlyList<MonthOfCommit>> OfAsync(ReportScope scope, ReportQuery query, MadeForecast made, CancellationToken cancellation = default)
    {
        var open = db.Deals.Where(deal => deal.ProcessId == scope.Process.Id && deal.Outcome == Outcome.Open);
        var said = db.Commitments.Where(Commitment.IsTheirWord).Join(open, its => its.DealId, deal => deal.Id, (_, deal) => deal.Id);
        var accepted = db.QuoteVersions.Where(version => version.State == QuoteState.Accepted).Join(open, version => version.DealId, deal => deal.Id, (_, deal) => deal.Id);
        var sure = await said.Union(accepted).ToHashSetAsync(cancellation);
        var committed = made.Deals.Where(deal => sure.Contains(deal.DealId) && deal.Currency == scope.Currency && deal.ExpectedMonth is not null).ToLookup(deal => deal.ExpectedMonth!.Value);

        var months = MakeForecast.WindowsFrom(scope.AsOf).Select(window => window.Month).ToList();
        var (first, last) = (months[0], months[^1].AddMonths(1).AddDays(-1));
        var reach = await targets.Of(Revenue, query).Where(its => its.FromDay <= last && its.ToDay >= first).ToListAsync(cancellation);
        return [.. months.Select((month, number) => new MonthOfCommit(
            number == 0 ? made.WonThisMonth : 0,
            committed[month].Sum(deal => deal.ValueMinor),
            committed[month].Count(),
            (long?)TargetOfPeriod.Of(reach, MetricUnit.Money, month, month.AddMonths(1).AddDays(-1))))];
    }
}

/// <param name="Won">Already, minor units.</param>
/// <param name="Committed">By open deals, minor units.</param>
/// <param name="Target">Of this month, or its part of a longer one, minor units; null without one.</param>
internal sealed record MonthOfCommit(long Won, long Committed, int Deals, long? Target)
{
    public long Commit => Won + Committed;
}

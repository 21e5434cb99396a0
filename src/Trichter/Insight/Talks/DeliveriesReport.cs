using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Talks;

/// <summary>Promised against delivered, and what customers say of it.</summary>
internal sealed class DeliveriesReport(Db db, ReportScopes scopes, DealFacts facts, Texts texts) : IReport
{
    public string Name => "deliveries";

    public ReportGroup Group => ReportGroup.Work;

    public Told Title => new("Deliveries and satisfaction");

    public Told Definition => new("Deliveries of the period with what the customer said at acceptance. When promised: of the orders promised for a day of the period that is over, those fully delivered by then; cancelled orders are left out. Marks are given by those who were asked; nobody asked is not satisfied.");

    public Type View => typeof(PlainView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var seen = (await facts.DealsAsync(scope, cancellation)).Select(deal => deal.DealId).ToHashSet();
        var deliveries = (await db.Deliveries.AsNoTracking().Where(its => its.DeliveredOn <= scope.AsOf && db.Deals.Any(deal => deal.Id == its.DealId && deal.ProcessId == scope.Process.Id))
            .Select(its => new { its.OrderId, its.DealId, its.DeliveredOn, its.Result, its.Satisfaction }).ToListAsync(cancellation)).Where(its => seen.Contains(its.DealId)).ToList();
        var orders = (await db.Orders.AsNoTracking().Where(its => its.PromisedOn != null && its.State != OrderState.Cancelled && db.Deals.Any(deal => deal.Id == its.DealId && deal.ProcessId == scope.Process.Id))
            .Select(its => new { its.Id, its.DealId, Promised = its.PromisedOn!.Value, its.State }).ToListAsync(cancellation)).Where(its => seen.Contains(its.DealId)).ToList();

        var last = deliveries.GroupBy(its => its.OrderId).ToDictionary(order => order.Key, order => order.Max(its => its.DeliveredOn));
        var promised = orders.Where(its => its.Promised >= scope.From && its.Promised <= scope.To && its.Promised <= scope.AsOf).ToList();
        var onTime = promised.Count(its => its.State == OrderState.Fulfilled && last.TryGetValue(its.Id, out var day) && day <= its.Promised);
        var within = deliveries.Where(its => its.DeliveredOn >= scope.From && its.DeliveredOn <= scope.To).ToList();
        var marks = within.Where(its => its.Satisfaction is not null).Select(its => its.Satisfaction!.Value).ToList();
        var deals = within.Select(its => its.DealId).Concat(promised.Select(its => its.DealId)).Distinct().ToList();

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, deals.Count, ResultParts.Excluded(), ResultParts.NoWarnings,
            new Dictionary<string, object?>
            {
                ["deliveries"] = within.Count,
                ["mean"] = marks.Count >= SmallNumbers.FewestCasesForAPercentage ? marks.Average() : null,
                ["mean_words"] = texts["asked: {0} of {1}", texts.Number(marks.Count), texts.Number(within.Count)],
            }.With("on_time", new Rate(onTime, promised.Count)).With("accepted", new Rate(within.Count(its => its.Result == AcceptanceResult.Accepted), within.Count(its => its.Result is not null))),
            [.. Enumerable.Range(0, Delivery.BestSatisfaction).Select(below => Delivery.BestSatisfaction - below).Where(_ => marks.Count > 0).Select(mark =>
                new Dictionary<string, object?> { ["mark"] = $"{mark}", ["count"] = marks.Count(its => its == mark) }.With("share", new Rate(marks.Count(its => its == mark), marks.Count)))])
        { DealIds = deals };
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Costs;
using Trichter.Deals;
using Trichter.Insight.CycleTime;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Money;

/// <summary>What it costs to win a customer, what they brought so far, and when that paid (metrics 8.2 to 8.4).</summary>
internal sealed class CustomersReport(Db db, ReportScopes scopes, DealFacts facts, DealMoneyFacts money, TimesOfAll times, Texts texts) : IReport
{
    private const double DaysOfAMonth = 365.25 / 12;

    public string Name => "customers";

    public ReportGroup Group => ReportGroup.Money;

    public Told Title => new("New customers");

    public Told Definition => new("Companies whose first deal was won in the period. Their cost: what was entered for marketing and sales, of the period shifted back by the time from entry to won; spread evenly over the days. With fewer than five new customers there is no ratio. What they brought is what they paid so far, net: revenue, not margin. Paid back: the month in which that reached the cost, of all new customers, also of those who bought nothing more.");

    public Type View => typeof(PlainView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var all = await facts.DealsAsync(scope, cancellation);
        var firsts = await FirstsAsync(scope, all, cancellation);
        var within = firsts.Where(one => one.Day >= scope.From && one.Day <= scope.To).ToList();
        var lag = LagOf(await times.OfAsync(scope, cancellation));
        var costs = await db.CostEntries.AsNoTracking().ToListAsync(cancellation);
        var (marketing, sales) = (CostOf(costs, CostKind.Marketing, scope, lag), CostOf(costs, CostKind.Sales, scope, lag));
        var blended = marketing is null && sales is null ? null : new AcquisitionCost((marketing ?? 0) + (sales ?? 0), within.Count);

        var paid = (await money.InvoicesAsync(scope, cancellation)).SelectMany(invoice => invoice.Paid.Select(part => (invoice.DealId, part.Day, part.Net))).ToLookup(part => part.DealId);
        var sums = within.ConvertAll(one => (double)one.Deals.Sum(deal => paid[deal].Sum(part => part.Net)));
        var payback = blended?.PaybackMonth(ByMonthOfCustomer(scope, within, paid));

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, within.Count, ResultParts.Excluded(), ResultParts.NoWarnings.WithHiddenValues(scope),
            new Dictionary<string, object?>
            {
                ["new_customers"] = within.Count,
                ["cac"] = blended?.PerCustomer is { } cost ? scope.ValueOf((long)Math.Round(cost)) : null,
                ["cac_words"] = blended is null ? texts["no cost entered"] : texts["cost {0}; the number of customers alone moves it by {1}", Money(scope, blended.Cost), blended.Wobble is { } wobble ? texts.Percent(wobble, 0) : "–"],
                ["cac_marketing"] = marketing is { } spent && new AcquisitionCost(spent, within.Count).PerCustomer is { } alone ? scope.ValueOf((long)Math.Round(alone)) : null,
                ["lag_words"] = texts["costs of {0} days before", texts.Number((long)Math.Round(lag))],
                ["clv_mean"] = LifetimeValue.Historic(sums) is { } mean ? scope.ValueOf((long)Math.Round(mean)) : null,
                ["clv_median"] = sums.Count == 0 ? null : scope.ValueOf((long)Math.Round(sums.Order().ElementAt((sums.Count - 1) / 2))),
                ["clv_words"] = sums.Count == 0 ? null : texts["revenue, not margin; half paid up to {0}; n = {1}", Money(scope, (long)sums.Order().ElementAt((sums.Count - 1) / 2)), texts.Number(sums.Count)],
                ["payback"] = payback,
                ["payback_words"] = blended?.PerCustomer is null ? null : payback is null ? texts["not reached yet"] : texts["by revenue, not margin"],
                ["marketing"] = marketing is { } m ? scope.ValueOf(m) : null,
                ["sales"] = sales is { } s ? scope.ValueOf(s) : null,
                ["currency"] = scope.Currency,
            },
            [.. within.GroupBy(one => new DateOnly(one.Day.Year, one.Day.Month, 1)).OrderBy(month => month.Key).Select(month => new Dictionary<string, object?>
            {
                ["month"] = month.Key,
                ["customers"] = month.Count(),
                ["marketing"] = InMonth(costs, CostKind.Marketing, month.Key) is { } ofMarketing ? scope.ValueOf(ofMarketing) : null,
                ["sales"] = InMonth(costs, CostKind.Sales, month.Key) is { } ofSales ? scope.ValueOf(ofSales) : null,
                ["paid"] = scope.ValueOf(month.Sum(one => one.Deals.Sum(deal => paid[deal].Sum(part => part.Net)))),
            })])
        { DealIds = [.. within.Select(one => one.First)] };
    }

    /// <summary>Each company that bought for the first time in this process, and not in another before.</summary>
    private async Task<List<Customer>> FirstsAsync(ReportScope scope, List<DealFact> all, CancellationToken cancellation)
    {
        var others = await db.Processes.Where(process => process.Id != scope.Process.Id).Select(process => process.Id).ToListAsync(cancellation);
        var elsewhere = await db.Deals.Where(deal => others.Contains(deal.ProcessId) && deal.CompanyId != null && deal.Outcome == Outcome.Won && deal.OutcomeAt != null)
            .GroupBy(deal => deal.CompanyId!.Value).Select(company => new { company.Key, At = company.Min(deal => deal.OutcomeAt!.Value) }).ToDictionaryAsync(one => one.Key, one => one.At, cancellation);
        return [.. all.Where(deal => deal.IsWon && deal.EndDay is not null && deal.CompanyId is not null).GroupBy(deal => deal.CompanyId!.Value).Select(company =>
        {
            var first = company.MinBy(deal => (deal.EndDay, deal.DealId))!;
            var isNew = !first.ExistingCustomer && !(elsewhere.TryGetValue(company.Key, out var at) && DateOnly.FromDateTime(at) < first.EndDay);
            return isNew ? new Customer(first.DealId, first.EndDay!.Value, [.. company.Select(deal => deal.DealId)]) : null;
        }).OfType<Customer>()];
    }

    /// <summary>Days from entry to won: the median, where it is reached; else when half of all that will be won is won.</summary>
    private static double LagOf(CycleTimes times)
    {
        var curve = Survival.Of(times.Observations, 2);
        if (curve.Rows.Count == 0 || curve.LongestFollowUp is not { } last || curve.CumulativeIncidence(CycleTimes.Won, last)?.Value is not ({ } final and > 0)) return 0;

        var half = Math.Min(.5, final / 2);
        return curve.TimeToReach(CycleTimes.Won, half) ?? 0;
    }

    /// <summary>Null where nothing at all was entered.</summary>
    private static long? CostOf(List<CostEntry> costs, CostKind kind, ReportScope scope, double lag)
    {
        var entered = costs.Where(cost => cost.Kind == kind).ToList();
        if (!scope.HasPeriod) return entered.Count == 0 ? null : entered.Sum(cost => cost.AmountMinor);

        var shift = (int)Math.Round(lag);
        var (from, to) = (scope.From.DayNumber > shift ? scope.From.AddDays(-shift) : scope.From, scope.To.DayNumber > shift ? scope.To.AddDays(-shift) : scope.To);
        var parts = entered.Where(cost => cost.FromDay <= to && cost.ToDay >= from).ToList();
        return parts.Count == 0 ? null : parts.Sum(cost => cost.Within(from, to));
    }

    private static long? InMonth(List<CostEntry> costs, CostKind kind, DateOnly month)
    {
        var parts = costs.Where(cost => cost.Kind == kind && cost.FromDay < month.AddMonths(1) && cost.ToDay >= month).ToList();
        return parts.Count == 0 ? null : parts.Sum(cost => cost.Within(month, month.AddMonths(1).AddDays(-1)));
    }

    /// <summary>What came in from all of them in their first month, their second, and so on.</summary>
    private static IEnumerable<double> ByMonthOfCustomer(ReportScope scope, List<Customer> customers, ILookup<Guid, (Guid DealId, DateOnly Day, long Net)> paid)
    {
        var parts = customers.SelectMany(one => one.Deals.SelectMany(deal => paid[deal]).Select(part => (Month: Math.Max(0, (int)((part.Day.DayNumber - one.Day.DayNumber) / DaysOfAMonth)), part.Net))).ToLookup(part => part.Month, part => part.Net);
        var months = customers.Count == 0 ? 0 : (int)(customers.Max(one => scope.AsOf.DayNumber - one.Day.DayNumber) / DaysOfAMonth) + 1;
        return Enumerable.Range(0, months).Select(month => (double)parts[month].Sum());
    }

    private string Money(ReportScope scope, long minor) => scope.SeesValues ? texts.Money(minor, scope.Currency) : texts["hidden for your role"];

    private sealed record Customer(Guid First, DateOnly Day, IReadOnlyList<Guid> Deals);
}

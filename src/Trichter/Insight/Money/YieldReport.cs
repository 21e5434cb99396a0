using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Costs;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Money;

internal sealed class YieldReport(Db db, ReportScopes scopes, DealFacts facts, DealMoneyFacts money, Texts texts) : IReport
{
    private const int LookBackDays = 90;
    private const int FewestDeals = 5;
    private const string Unknown = "(unknown)";
    private static readonly AttributionModel[] Models = Enum.GetValues<AttributionModel>();

    public string Name => "source-yield";

    public ReportGroup Group => ReportGroup.Money;

    public Told Title => new("Yield of sources");

    public Told Definition => new("Deals that entered in the period by the source they came with: how many were won, and what was paid for them so far, net. Cost: what was entered for the source, of the days of the period; not entered is not known. The return is what was credited less the cost, over the cost, from the lowest to the highest of the five rules. Below: what was paid for won deals, shared among the touches of the 90 days before by five rules. These are rules of bookkeeping, not effects.");

    public Type View => typeof(YieldView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var all = await facts.DealsAsync(scope, cancellation);
        var entered = all.Where(deal => deal.EnteredWithin(scope)).ToList();
        var noEntry = all.Where(deal => deal.EntryDay is null).ToList();
        var paid = (await money.InvoicesAsync(scope, cancellation)).GroupBy(invoice => invoice.DealId).ToDictionary(deal => deal.Key, deal => deal.Sum(invoice => invoice.PaidNet));
        var costs = await db.CostEntries.AsNoTracking().Where(cost => cost.Kind == CostKind.Marketing).ToListAsync(cancellation);
        var credits = await CreditsAsync(entered.Where(deal => deal.IsWon && deal.EndDay is not null).ToList(), paid, scope, cancellation);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, entered.Count + noEntry.Count, ResultParts.Excluded((ResultParts.NoEntryDate, noEntry.Count)), ResultParts.NoWarnings.WithHiddenValues(scope),
            new Dictionary<string, object?>
            {
                ["leads"] = entered.Count,
                ["won"] = entered.Count(deal => deal.IsWon),
                ["paid"] = scope.ValueOf(entered.Sum(deal => paid.GetValueOrDefault(deal.DealId))),
                ["cost"] = CostOf(scope, costs, null),
                ["currency"] = scope.Currency,
            },
            [.. entered.GroupBy(deal => deal.Source).OrderByDescending(source => source.Sum(deal => paid.GetValueOrDefault(deal.DealId))).ThenByDescending(source => source.Count()).ThenBy(source => source.Key, StringComparer.Ordinal)
                .Select(source => (Deals: source, Cost: CostOf(scope, costs, source.Key))).Select(one => new Dictionary<string, object?>
                {
                    ["source"] = one.Deals.Key.Length == 0 ? "(blank)" : one.Deals.Key,
                    ["leads"] = one.Deals.Count(),
                    ["won"] = one.Deals.Count(deal => deal.IsWon),
                    ["not_yet_known"] = one.Deals.Count(deal => deal.IsOpen),
                    ["paid"] = scope.ValueOf(one.Deals.Sum(deal => paid.GetValueOrDefault(deal.DealId))),
                    ["cost"] = one.Cost,
                    ["cost_per_lead"] = PerOne(one.Cost, one.Deals.Count()),
                    ["cost_per_won"] = PerOne(one.Cost, one.Deals.Count(deal => deal.IsWon)),
                }.With("rate", new Rate(one.Deals.Count(deal => deal.IsWon), one.Deals.Count())))])
        {
            DealIds = [.. entered.Concat(noEntry).Select(deal => deal.DealId)],
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> { ["attribution"] = [.. Channels(scope, credits, costs)] },
        };
    }

    /// <summary>Each deal's paid sum by channel and model; a deal without a touch is credited to nobody known.</summary>
    private async Task<List<Credit>> CreditsAsync(List<DealFact> won, Dictionary<Guid, long> paid, ReportScope scope, CancellationToken cancellation)
    {
        var touches = (await db.Touches.AsNoTracking().Where(touch => touch.DealId != null && db.Deals.Any(deal => deal.Id == touch.DealId && deal.ProcessId == scope.Process.Id))
            .Select(touch => new { DealId = touch.DealId!.Value, touch.At, touch.Source }).ToListAsync(cancellation)).ToLookup(touch => touch.DealId);
        var credits = new List<Credit>();
        foreach (var deal in won)
        {
            var end = deal.EndedAt ?? deal.EndDay!.Value.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
            var chain = TouchChain.Of(touches[deal.DealId].Where(touch => touch.At <= end && touch.At >= end.AddDays(-LookBackDays)).Select(touch => (touch.At, touch.Source)));
            if (chain.Count == 0)
            {
                credits.AddRange(Models.Select(model => new Credit(deal.DealId, Unknown, model, paid.GetValueOrDefault(deal.DealId))));
                continue;
            }

            var channels = chain.Select(touch => touch.Channel.Length == 0 ? "(blank)" : touch.Channel).ToList();
            var days = chain.Select(touch => (end - touch.At).TotalDays).ToList();
            foreach (var model in Models)
                credits.AddRange(Attribution.Credits(model, paid.GetValueOrDefault(deal.DealId), days).Select((credit, place) => new Credit(deal.DealId, channels[place], model, credit)));
        }

        return credits;
    }

    private IEnumerable<IReadOnlyDictionary<string, object?>> Channels(ReportScope scope, List<Credit> credits, List<CostEntry> costs) => credits.GroupBy(credit => credit.Channel).Select(channel =>
    {
        var sums = Models.ToDictionary(model => model, model => channel.Where(credit => credit.Model == model).Sum(credit => credit.Minor));
        var deals = channel.Select(credit => credit.DealId).Distinct().Count();
        var row = new Dictionary<string, object?> { ["channel"] = channel.Key == Unknown ? texts["(unknown)"] : channel.Key, ["deals"] = deals, ["counts_only"] = deals < FewestDeals };
        foreach (var (model, sum) in sums) row[$"{model}"] = scope.ValueOf(sum);
        row["low"] = scope.ValueOf(sums.Values.Min());
        row["high"] = scope.ValueOf(sums.Values.Max());
        var cost = CostOf(scope, costs, channel.Key);
        row["cost"] = cost;
        row["return_low"] = ReturnOf(row["low"] as decimal?, cost, deals);
        row["return_high"] = ReturnOf(row["high"] as decimal?, cost, deals);
        return row;
    }).OrderByDescending(row => row["high"] as decimal? ?? (int)row["deals"]!);

    /// <summary>Null where nothing was entered: not known, and not 0.</summary>
    /// <param name="source">Null for all together.</param>
    private static decimal? CostOf(ReportScope scope, List<CostEntry> costs, string? source)
    {
        var parts = costs.Where(cost => (source is null || (source.Length > 0 && cost.Source.Equals(source, StringComparison.OrdinalIgnoreCase))) && cost.FromDay <= scope.To && cost.ToDay >= scope.From).ToList();
        return parts.Count == 0 ? null : scope.ValueOf(parts.Sum(cost => scope.HasPeriod ? cost.Within(scope.From, scope.To) : cost.AmountMinor));
    }

    private static decimal? PerOne(decimal? cost, int many) => cost is { } sum && many > 0 ? Math.Round(sum / many, 2) : null;

    private static double? ReturnOf(decimal? credited, decimal? cost, int deals) => deals >= FewestDeals && credited is { } sum && cost is { } spent and > 0 ? (double)((sum - spent) / spent) : null;

    private sealed record Credit(Guid DealId, string Channel, AttributionModel Model, long Minor);
}

/// <summary>The touches of a deal in the order of time; the same channel within half an hour is one.</summary>
public static class TouchChain
{
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(30);

    public static IReadOnlyList<(DateTime At, string Channel)> Of(IEnumerable<(DateTime At, string Channel)> touches)
    {
        var chain = new List<(DateTime At, string Channel)>();
        var last = new Dictionary<string, DateTime>(StringComparer.Ordinal);
        foreach (var touch in touches.OrderBy(touch => touch.At))
        {
            if (!last.TryGetValue(touch.Channel, out var before) || touch.At - before > Together) chain.Add(touch);
            last[touch.Channel] = touch.At;
        }

        return chain;
    }
}

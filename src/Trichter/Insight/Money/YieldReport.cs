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
        var credits = await CreditsAsync(entered, paid, scope, cancellation);
        var sources = SourceCounts.Of(entered, paid);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, entered.Count + noEntry.Count, ResultParts.Excluded((ResultParts.NoEntryDate, noEntry.Count)), ResultParts.NoWarnings.WithHiddenValues(scope),
            new Dictionary<string, object?>
            {
                ["leads"] = entered.Count,
                ["won"] = sources.Sum(source => source.Won),
                ["paid"] = scope.ValueOf(sources.Sum(source => source.Paid)),
                ["cost"] = CostOf(scope, costs, null),
                ["currency"] = scope.Currency,
            },
            [.. sources.OrderByDescending(source => source.Paid).ThenByDescending(source => source.Leads).ThenBy(source => source.Source, StringComparer.Ordinal)
                .Select(source => (Its: source, Cost: CostOf(scope, costs, source.Source))).Select(one => new Dictionary<string, object?>
                {
                    ["source"] = one.Its.Source.Length == 0 ? "(blank)" : one.Its.Source,
                    ["leads"] = one.Its.Leads,
                    ["won"] = one.Its.Won,
                    ["not_yet_known"] = one.Its.Open,
                    ["paid"] = scope.ValueOf(one.Its.Paid),
                    ["cost"] = one.Cost,
                    ["cost_per_lead"] = PerOne(one.Cost, one.Its.Leads),
                    ["cost_per_won"] = PerOne(one.Cost, one.Its.Won),
                }.With("rate", new Rate(one.Its.Won, one.Its.Leads)))])
        {
            DealIds = [.. entered.Concat(noEntry).Select(deal => deal.DealId)],
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> { ["attribution"] = [.. Channels(scope, credits, costs)] },
        };
    }

    /// <summary>Each deal's paid sum by channel and model; a deal without a touch is credited to nobody known.</summary>
    private async Task<IReadOnlyCollection<ChannelCredit>> CreditsAsync(List<DealFact> entered, Dictionary<Guid, long> paid, ReportScope scope, CancellationToken cancellation)
    {
        var touches = (await db.Touches.AsNoTracking().Where(touch => touch.DealId != null && db.Deals.Any(deal => deal.Id == touch.DealId && deal.ProcessId == scope.Process.Id))
            .Select(touch => new { DealId = touch.DealId!.Value, touch.At, touch.Source }).ToListAsync(cancellation)).ToLookup(touch => touch.DealId);
        var channels = new Dictionary<string, ChannelCredit>(StringComparer.Ordinal);
        foreach (var deal in entered)
        {
            if (!deal.IsWon || deal.EndDay is null) continue;
            var end = deal.EndedAt ?? deal.EndDay!.Value.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
            var chain = !touches.Contains(deal.DealId) ? [] : TouchChain.Of(touches[deal.DealId].Where(touch => touch.At <= end && touch.At >= end.AddDays(-LookBackDays)).Select(touch => (touch.At, touch.Source)));
            if (chain.Count == 0)
            {
                foreach (var model in Models) Of(Unknown).Add(deal.DealId, model, paid.GetValueOrDefault(deal.DealId));
                continue;
            }

            var days = chain.Select(touch => (end - touch.At).TotalDays).ToList();
            foreach (var model in Models)
            {
                foreach (var (place, credit) in Attribution.Credits(model, paid.GetValueOrDefault(deal.DealId), days).Index())
                    Of(chain[place].Channel.Length == 0 ? "(blank)" : chain[place].Channel).Add(deal.DealId, model, credit);
            }
        }

        return channels.Values;

        ChannelCredit Of(string channel) => channels.TryGetValue(channel, out var its) ? its : channels[channel] = new ChannelCredit(channel);
    }

    private IEnumerable<IReadOnlyDictionary<string, object?>> Channels(ReportScope scope, IReadOnlyCollection<ChannelCredit> credits, List<CostEntry> costs) => credits.Select(channel =>
    {
        var deals = channel.Deals;
        var row = new Dictionary<string, object?> { ["channel"] = channel.Name == Unknown ? texts["(unknown)"] : channel.Name, ["deals"] = deals, ["counts_only"] = deals < FewestDeals };
        foreach (var model in Models) row[$"{model}"] = scope.ValueOf(channel.Of(model));
        row["low"] = scope.ValueOf(Models.Min(channel.Of));
        row["high"] = scope.ValueOf(Models.Max(channel.Of));
        var cost = CostOf(scope, costs, channel.Name);
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

    /// <summary>What a channel is credited with, by each of the rules. Deals are told one after another.</summary>
    private sealed class ChannelCredit(string name)
    {
        private readonly long[] sums = new long[Models.Length];
        private Guid last;

        public string Name => name;
        public int Deals { get; private set; }

        public long Of(AttributionModel model) => sums[(int)model];

        public void Add(Guid deal, AttributionModel model, long minor)
        {
            if (deal != last) Deals++;
            last = deal;
            sums[(int)model] += minor;
        }
    }

    private sealed record SourceCounts(string Source)
    {
        public int Leads { get; private set; }
        public int Won { get; private set; }
        public int Open { get; private set; }
        public long Paid { get; private set; }

        public static List<SourceCounts> Of(List<DealFact> deals, Dictionary<Guid, long> paid)
        {
            var found = new Dictionary<string, SourceCounts>(StringComparer.Ordinal);
            foreach (var deal in deals)
            {
                if (!found.TryGetValue(deal.Source, out var its)) found[deal.Source] = its = new SourceCounts(deal.Source);
                (its.Leads, its.Won, its.Open) = (its.Leads + 1, its.Won + (deal.IsWon ? 1 : 0), its.Open + (deal.IsOpen ? 1 : 0));
                its.Paid += paid.GetValueOrDefault(deal.DealId);
            }

            return [.. found.Values];
        }
    }
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

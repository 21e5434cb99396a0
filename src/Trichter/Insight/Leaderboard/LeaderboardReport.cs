using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Leaderboard;

internal sealed class LeaderboardReport(Db db, ReportScopes scopes, DealFacts facts) : IReport
{
    public string Name => "leaderboard";

    public Told Title => new("Leaderboard");

    public Told Definition => new("Deals by owner: won and lost in the period, with the sum won, and the share won of those decided with its interval. Without a period, all deals.");

    public Type View => typeof(LeaderboardView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var deals = (await facts.DealsAsync(scope, cancellation)).Where(deal => deal.EndDay is { } end && !deal.IsOpen ? end >= scope.From && end <= scope.To : !scope.HasPeriod).ToList();
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.Name, cancellation);
        var foreign = deals.Count(deal => deal.IsWon && deal.Currency != scope.Currency && deal.ValueMinor != 0);

        var owners = deals.GroupBy(deal => deal.OwnerId).Select(group => (
            Owner: group.Key is { } id ? names.GetValueOrDefault(id, "–") : "(blank)",
            Id: group.Key,
            Deals: group.Count(),
            Won: group.Count(deal => deal.IsWon),
            Lost: group.Count(deal => deal.IsLost),
            Sum: WonSum(group, scope.Currency))).ToList();

        var test = ChiSquare.OfEqualRates(owners.Where(owner => owner.Won + owner.Lost > 0).Select(owner => new Rate(owner.Won, owner.Won + owner.Lost)));
        var (won, lost) = (deals.Count(deal => deal.IsWon), deals.Count(deal => deal.IsLost));

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, deals.Count,
            ResultParts.Excluded((ResultParts.NoCurrencyRate, foreign)),
            (test?.GroupsDiffer == false ? new Dictionary<string, Told> { ["no_difference"] = new("These differ no more than chance would make them.") } : ResultParts.NoWarnings).WithHiddenValues(scope),
            new Dictionary<string, object?>
            {
                ["deals"] = deals.Count,
                ["won"] = won,
                ["lost"] = lost,
                ["open"] = deals.Count - won - lost,
                ["won_value"] = scope.ValueOf(WonSum(deals, scope.Currency)),
                ["currency"] = scope.Currency,
                ["chi_square"] = test?.Statistic,
                ["df"] = test?.DegreesOfFreedom,
                ["p_value"] = test?.P,
            }.With("won_of_decided", new Rate(won, won + lost)),
            [.. owners.OrderByDescending(owner => owner.Sum).ThenBy(owner => owner.Owner, StringComparer.Ordinal).Select(owner => new Dictionary<string, object?>
            {
                ["owner"] = owner.Owner,
                ["owner_id"] = owner.Id,
                ["deals"] = owner.Deals,
                ["won"] = owner.Won,
                ["lost"] = owner.Lost,
                ["open"] = owner.Deals - owner.Won - owner.Lost,
                ["won_value"] = scope.ValueOf(owner.Sum),
            }.With("won_of_decided", new Rate(owner.Won, owner.Won + owner.Lost)))])
        { DealIds = [.. deals.Select(deal => deal.DealId)] };
    }

    private static long WonSum(IEnumerable<DealFact> deals, string currency) =>
        deals.Where(deal => deal.IsWon && deal.Currency == currency).Sum(deal => deal.ValueMinor);
}

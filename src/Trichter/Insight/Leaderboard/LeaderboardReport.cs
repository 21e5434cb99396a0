using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;
using Trichter.Team.FigureAgreements;

namespace Trichter.Insight.Leaderboard;

internal sealed class LeaderboardReport(Db db, ReportScopes scopes, DealFacts facts, FiguresOfPeople figures, Texts texts) : IReport
{
    public string Name => "leaderboard";

    public ReportGroup Group => ReportGroup.Work;

    public Told Title => new("Leaderboard");

    public Told Definition => new("Deals by owner: won and lost in the period, with the sum won, and the share won of those decided with its interval. Without a period, all deals.");

    public Type View => typeof(LeaderboardView);

    public bool NamesPeople => true;

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var deals = (await facts.DealsAsync(scope, cancellation)).Where(deal => deal.EndDay is { } end && !deal.IsOpen ? end >= scope.From && end <= scope.To : !scope.HasPeriod).ToList();
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.Name, cancellation);
        var foreign = deals.Count(deal => deal.IsWon && deal.Currency != scope.Currency && deal.ValueMinor != 0);

        var (rows, someHidden) = ByPerson.Of(deals, deal => deal.OwnerId, deal => deal.IsOpen ? null : deal.EndDay, await figures.OfAsync(FigureScope.Ranking, cancellation), names, texts);
        var owners = rows.Select(row => (
            Row: row,
            Deals: row.Its.Count,
            Won: row.Its.Count(deal => deal.IsWon),
            Lost: row.Its.Count(deal => deal.IsLost),
            Sum: WonSum(row.Its, scope.Currency))).ToList();

        var compared = owners.Where(owner => !owner.Row.IsTogether && owner.Won + owner.Lost > 0).Select(owner => new Rate(owner.Won, owner.Won + owner.Lost));
        var test = someHidden ? null : ChiSquare.OfEqualRates(compared);
        var (won, lost) = (deals.Count(deal => deal.IsWon), deals.Count(deal => deal.IsLost));

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, deals.Count,
            ResultParts.Excluded((ResultParts.NoCurrencyRate, foreign)),
            (test?.GroupsDiffer == false ? new Dictionary<string, Told> { ["no_difference"] = new("These differ no more than chance would make them.") } : ResultParts.NoWarnings).WithHiddenValues(scope).WithHiddenPeople(someHidden),
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
            [.. owners.OrderBy(owner => owner.Row.IsTogether).ThenByDescending(owner => owner.Sum).ThenBy(owner => owner.Row.Name, StringComparer.Ordinal).Select(owner => new Dictionary<string, object?>
            {
                ["owner"] = owner.Row.Name,
                ["owner_id"] = owner.Row.Id,
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

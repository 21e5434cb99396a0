using Trichter.Insight.Facts;

namespace Trichter.Insight.Forecast;

/// <summary>What was won of a part of the deals whose entry is known, and how many of them entered lately.</summary>
/// <param name="Worth">Of those won, minor units; other currencies than the workspace's are left out.</param>
/// <param name="WorthOfMonth">Of those won since the first day of the month.</param>
internal sealed record SoFar(int Won, long Worth, long WorthOfMonth, int Entered)
{
    /// <param name="days">How many days back is lately.</param>
    public static SoFar Of(List<DealVisits> deals, ReportScope scope, DateOnly month, int days)
    {
        var (since, so) = (scope.AsOf.AddDays(-days), new SoFar(0, 0, 0, 0));
        foreach (var deal in deals.Select(one => one.Deal).Where(deal => deal.EntryDay is not null))
        {
            var isWon = deal.IsWon && deal.Currency == scope.Currency;
            if (deal.EntryDay > since) so = so with { Entered = so.Entered + 1 };
            if (isWon) so = so with { Won = so.Won + 1, Worth = so.Worth + deal.ValueMinor, WorthOfMonth = so.WorthOfMonth + (deal.EndDay >= month ? deal.ValueMinor : 0) };
        }

        return so;
    }
}

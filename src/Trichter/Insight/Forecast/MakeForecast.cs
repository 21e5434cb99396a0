using Microsoft.EntityFrameworkCore;
using Trichter.Insight.CycleTime;
using Trichter.Insight.Facts;
using Trichter.Insight.Forecast.Figures;
using Trichter.Insight.Probability;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Forecast;

/// <summary>Computes what the open deals of a process may come to in the months ahead (metrics 6.1 to 6.3).</summary>
public sealed class MakeForecast(Db db, DealFacts facts, OpenDeals open)
{
    public const int Months = 6;
    internal const double Million = 1_000_000;
    private const int DaysOfEntries = 90;
    private static readonly int[] Nothing = new int[Months];

    public async Task<MadeForecast> RunAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var all = (await facts.DealsAsync(scope, cancellation)).Where(deal => deal.EntryDay is not null).ToList();
        var curve = new WonCurve(Survival.Of(CycleTimes.Of(all, scope.AsOf, scope.EndOfAsOf).Observations, causes: 2));
        var kept = await db.Models.AsNoTracking().SingleOrDefaultAsync(model => model.ProcessId == scope.Process.Id, cancellation);
        var deals = await open.OfAsync(scope, cancellation);
        var chances = kept is null ? null : DealOdds.Of(kept, [.. deals.Select(deal => deal.Deal)]);

        var windows = WindowsFrom(scope.AsOf);
        var ahead = new ChancesAhead(curve, kept?.Horizon ?? curve.Horizon, windows);
        var snapshots = deals.Select((deal, place) => SnapshotOf(scope, deal, chances?[place].P, ahead)).ToList();
        var won = all.Where(deal => deal.IsWon && deal.Currency == scope.Currency).ToList();
        var aDay = won.Count == 0 ? 0 : won.Average(deal => (double)deal.ValueMinor) * all.Count(deal => deal.EntryDay > scope.AsOf.AddDays(-DaysOfEntries)) / DaysOfEntries;
        return new MadeForecast(snapshots, [.. windows.Select(window => (long)Math.Round(aDay * Wins(curve, window.From, window.To)))], curve.Events)
        {
            WonThisMonth = won.Where(deal => deal.EndDay >= windows[0].Month).Sum(deal => deal.ValueMinor),
        };
    }

    /// <summary>The months ahead as days from now: more than From and at most To.</summary>
    public static IReadOnlyList<(DateOnly Month, int From, int To)> WindowsFrom(DateOnly asOf)
    {
        var first = new DateOnly(asOf.Year, asOf.Month, 1);
        return [.. Enumerable.Range(0, Months).Select(first.AddMonths).Select(month => (month, Math.Max(0, month.DayNumber - 1 - asOf.DayNumber), month.AddMonths(1).DayNumber - 1 - asOf.DayNumber))];
    }

    public static IReadOnlyList<(long Value, double P)> DealsOf(IEnumerable<ForecastSnapshot> snapshots, int month) =>
        [.. snapshots.Where(snapshot => month < snapshot.Months.Length && snapshot.Months[month] > 0).Select(snapshot => (snapshot.ValueMinor, snapshot.Months[month] / Million))];

    private static ForecastSnapshot SnapshotOf(ReportScope scope, OpenDealOfReport deal, double? chance, ChancesAhead ahead)
    {
        var windows = ahead.Windows;
        var months = deal.EntryDay is null || deal.Currency != scope.Currency ? Nothing : ahead.Of(deal.Deal.Age, chance);
        var typed = deal.ExpectedClose is { } close ? new DateOnly(close.Year, close.Month, 1) : (DateOnly?)null;
        var likeliest = 0;
        for (var month = 1; month < months.Length; month++)
        {
            if (months[month] > months[likeliest]) likeliest = month;
        }

        var best = months[likeliest] > 0 ? windows[likeliest].Month : (DateOnly?)null;
        return new ForecastSnapshot
        {
            ProcessId = scope.Process.Id,
            Day = scope.AsOf,
            DealId = deal.Deal.Id,
            Stage = deal.Deal.Stage,
            OwnerId = deal.Deal.OwnerId,
            ValueMinor = deal.Deal.ValueMinor,
            Currency = deal.Currency,
            TypedClose = deal.ExpectedClose,
            ExpectedMonth = typed < windows[0].Month ? windows[0].Month : typed ?? best,
            Chance = chance is { } known ? (int)Math.Round(known * Million) : null,
            Months = months,
        };
    }

    /// <summary>How many deals are won within the window of those that have not entered yet, when one enters each day. As many enter as in the last 90 days, each worth what a won deal was.</summary>
    private static double Wins(WonCurve curve, int from, int to) =>
        Enumerable.Range(1, Math.Max(0, to)).Sum(day => curve.Won(to - day) - (from - day >= 0 ? curve.Won(from - day) : 0));
}

/// <summary>The chances of the months ahead by the age of a deal in days; deals of one age share what the curve says.</summary>
internal sealed class ChancesAhead(WonCurve curve, int horizon, IReadOnlyList<(DateOnly Month, int From, int To)> windows)
{
    private readonly Dictionary<int, int[]> plain = [];
    private readonly Dictionary<int, double[]> shares = [];

    public IReadOnlyList<(DateOnly Month, int From, int To)> Windows => windows;

    /// <param name="chance">To be won within the horizon; null where it is not known.</param>
    /// <returns>Of each month, in millionths; 0 where nothing is known. The same for all deals alike: not to be changed.</returns>
    public int[] Of(int age, double? chance)
    {
        if (chance is not { } p)
        {
            if (!plain.TryGetValue(age, out var known)) plain[age] = known = [.. windows.Select(window => InMillionths(curve.Chance(age, window.From, window.To) ?? 0))];
            return known;
        }

        if (!shares.TryGetValue(age, out var share)) shares[age] = share = [.. windows.Select(window => curve.Chance(age, window.From, window.To, 1, horizon) ?? 0)];
        var months = new int[share.Length];
        for (var month = 0; month < months.Length; month++) months[month] = InMillionths(p * share[month]);
        return months;
    }

    private static int InMillionths(double chance) => (int)Math.Round(chance * MakeForecast.Million);
}

/// <param name="NewBusiness">Of each month ahead, minor units.</param>
/// <param name="Events">Deals that ended: what the curve rests on.</param>
public sealed record MadeForecast(IReadOnlyList<ForecastSnapshot> Deals, IReadOnlyList<long> NewBusiness, int Events)
{
    /// <summary>Minor units of the workspace's currency, up to the day of the forecast; of a forecast read later it is not kept.</summary>
    public long WonThisMonth { get; init; }

    /// <summary>Of each month, what was written down as committed, of a forecast that is read later; null where it was not.</summary>
    public IReadOnlyList<long?> SaidCommits { get; init; } = new long?[MakeForecast.Months];
}

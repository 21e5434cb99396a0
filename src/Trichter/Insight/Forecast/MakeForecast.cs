using Microsoft.EntityFrameworkCore;
using Trichter.Insight.CycleTime;
using Trichter.Insight.Facts;
using Trichter.Insight.Forecast.Figures;
using Trichter.Insight.Probability;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Forecast;

/// <summary>Computes what the open deals of a process may come to in the months ahead (metrics 6.1 to 6.3).</summary>
public sealed class MakeForecast(Db db, DealFacts facts, TimesOfAll times, OpenDeals open)
{
    public const int Months = 6;
    private const int DaysOfEntries = 90;

    public async Task<MadeForecast> RunAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var windows = WindowsFrom(scope.AsOf);
        var curve = new WonCurve(Survival.Of((await times.OfAsync(scope, cancellation)).Observations, causes: 2));
        var kept = await db.Models.AsNoTracking().SingleOrDefaultAsync(model => model.ProcessId == scope.Process.Id, cancellation);
        var deals = await open.OfAsync(scope, kept, cancellation);
        var ahead = new ChancesAhead(curve, kept?.Horizon ?? curve.Horizon, windows);

        var so = (await facts.SeenAsync(scope, cancellation)).Parts((scope.Currency, windows[0].Month), its => SoFar.Of(its, scope, windows[0].Month, DaysOfEntries), cancellation);
        var won = so.Sum(part => part.Won);
        var aDay = won == 0 ? 0 : (double)so.Sum(part => part.Worth) / won * so.Sum(part => part.Entered) / DaysOfEntries;
        return new MadeForecast([.. deals.Select(deal => ahead.Of(scope, deal))], [.. windows.Select(window => (long)Math.Round(aDay * Wins(curve, window.From, window.To)))], curve.Events)
        {
            Open = deals,
            WonThisMonth = so.Sum(part => part.WorthOfMonth),
        };
    }

    /// <summary>The months ahead as days from now: more than From and at most To.</summary>
    public static IReadOnlyList<(DateOnly Month, int From, int To)> WindowsFrom(DateOnly asOf)
    {
        var first = new DateOnly(asOf.Year, asOf.Month, 1);
        return [.. Enumerable.Range(0, Months).Select(first.AddMonths).Select(month => (month, Math.Max(0, month.DayNumber - 1 - asOf.DayNumber), month.AddMonths(1).DayNumber - 1 - asOf.DayNumber))];
    }

    public static IReadOnlyList<(long Value, double P)> DealsOf(IReadOnlyList<DealAhead> deals, int month)
    {
        var found = new List<(long, double)>(deals.Count);
        foreach (var deal in deals)
        {
            if (deal.In(month) is > 0 and var chance) found.Add((deal.ValueMinor, chance / DealAhead.Million));
        }

        return found;
    }

    /// <summary>How many deals are won within the window of those that have not entered yet, when one enters each day. As many enter as in the last 90 days, each worth what a won deal was.</summary>
    private static double Wins(WonCurve curve, int from, int to) =>
        Enumerable.Range(1, Math.Max(0, to)).Sum(day => curve.Won(to - day) - (from - day >= 0 ? curve.Won(from - day) : 0));
}

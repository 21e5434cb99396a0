using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Insight.Forecast.Figures;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Insight.Forecast;

/// <summary>
/// Once a day writes down how each open deal stands and what is forecast of the months ahead. Single deals are kept for five weeks, and
/// those of the first day of a month for good: from them it is read later how good the forecast was, and what slipped.
/// </summary>
public sealed class KeepForecasts(Db db, Me me, ProcessCatalogue catalogue, ReportScopes scopes, MakeForecast make, PastForecasts past, CommitOfMonths commits)
{
    private const int DaysKept = 35;

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        if (!await db.Workspaces.AnyAsync(cancellation)) return;

        me.ActAsProgram();
        foreach (var process in await catalogue.AllAsync(cancellation))
        {
            var query = new ReportQuery(Process: process.Key);
            var scope = await scopes.OfAsync(query, cancellation);
            if (await db.Forecasts.AnyAsync(forecast => forecast.ProcessId == process.Id && forecast.Day == scope.AsOf, cancellation)) continue;

            var made = await make.RunAsync(scope, cancellation);
            var spread = await past.SpreadAsync(scope, await past.OfAsync(scope, cancellation), cancellation);
            var committed = await commits.OfAsync(scope, query, made, cancellation);
            db.ForecastSnapshots.AddRange(made.Deals.Zip(made.Open, (deal, its) => deal.Snapshot(scope, its)));
            db.Forecasts.AddRange(MakeForecast.WindowsFrom(scope.AsOf).Select((window, month) => Forecast(scope, made, window.Month, month, spread, committed[month].Commit)));
            await db.SaveChangesAsync(cancellation);
            await ForgetAsync(scope, cancellation);
        }
    }

    private static KeptForecast Forecast(ReportScope scope, MadeForecast made, DateOnly month, int number, double spread, long commit)
    {
        var deals = MakeForecast.DealsOf(made.Deals, number);
        var said = MoneyDistribution.Of(deals, spread);
        return new KeptForecast
        {
            ProcessId = scope.Process.Id,
            Day = scope.AsOf,
            Month = month,
            Currency = scope.Currency,
            Deals = deals.Count,
            Mean = (long)Math.Round(said.Mean),
            P10 = said.P10,
            P50 = said.P50,
            P90 = said.P90,
            NewBusiness = made.NewBusiness[number],
            CommitMinor = commit,
            Spread = (int)Math.Round(100 * spread),
        };
    }

    private async Task ForgetAsync(ReportScope scope, CancellationToken cancellation)
    {
        var old = scope.AsOf.AddDays(-DaysKept);
        var kept = await db.ForecastSnapshots.Where(snapshot => snapshot.ProcessId == scope.Process.Id && snapshot.Day < old).Select(snapshot => snapshot.Day).Distinct().ToListAsync(cancellation);
        var firsts = kept.GroupBy(day => (day.Year, day.Month)).Select(month => month.Min()).ToList();
        await db.ForecastSnapshots.Where(snapshot => snapshot.ProcessId == scope.Process.Id && snapshot.Day < old && !firsts.Contains(snapshot.Day)).ExecuteDeleteAsync(cancellation);
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Insight.Forecast.Figures;

namespace Trichter.Insight.Forecast;

/// <summary>What was forecast at the start of past months, beside what came.</summary>
public sealed class PastForecasts(Db db, DealFacts facts)
{
    private const int MonthsKept = 24;

    /// <summary>Of each complete month, the first forecast that was made in it.</summary>
    public async Task<IReadOnlyList<PastMonth>> OfAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var thisMonth = new DateOnly(scope.AsOf.Year, scope.AsOf.Month, 1);
        var from = thisMonth.AddMonths(-MonthsKept);
        var made = await db.Forecasts.AsNoTracking()
            .Where(forecast => forecast.ProcessId == scope.Process.Id && forecast.Month >= from && forecast.Month < thisMonth && forecast.Day >= forecast.Month).ToListAsync(cancellation);
        if (made.Count == 0) return [];

        var won = (await facts.DealsAsync(scope, cancellation)).Where(deal => deal.IsWon && deal.Currency == scope.Currency && deal.EndDay >= from)
            .GroupBy(deal => new DateOnly(deal.EndDay!.Value.Year, deal.EndDay.Value.Month, 1)).ToDictionary(month => month.Key, month => month.Sum(deal => deal.ValueMinor));
        return [.. made.GroupBy(forecast => forecast.Month).OrderBy(month => month.Key).Select(month => month.MinBy(forecast => forecast.Day)!)
            .Select(forecast => new PastMonth(forecast, won.GetValueOrDefault(forecast.Month)))];
    }

    /// <summary>How far to widen what is forecast from now on (metrics 6.4); 0 as long as the past gives no reason.</summary>
    /// <param name="months">As <see cref="OfAsync"/> found them.</param>
    public async Task<double> SpreadAsync(ReportScope scope, IReadOnlyList<PastMonth> months, CancellationToken cancellation = default)
    {
        if (!RecordOf(months).NeedsWidening) return 0;

        var past = new List<(IReadOnlyList<(long Value, double P)> Deals, long Actual)>();
        foreach (var month in months)
        {
            var deals = await db.ForecastSnapshots.AsNoTracking().Where(snapshot => snapshot.ProcessId == scope.Process.Id && snapshot.Day == month.Said.Day).ToListAsync(cancellation);
            past.Add((MakeForecast.DealsOf(deals.ConvertAll(DealAhead.Of), 0), month.Actual - month.Said.NewBusiness));
        }

        return Widening.Of(past);
    }

    /// <summary>New business counts as said, without a range of its own.</summary>
    public static TrackRecord RecordOf(IReadOnlyList<PastMonth> months) => TrackRecord.Of([.. months.Select(month => new ForecastMonth(
        month.Said.Mean + month.Said.NewBusiness, month.Said.P10 + month.Said.NewBusiness, month.Said.P90 + month.Said.NewBusiness, month.Actual))]);
}

/// <param name="Actual">Won in the month, minor units.</param>
public sealed record PastMonth(KeptForecast Said, long Actual);

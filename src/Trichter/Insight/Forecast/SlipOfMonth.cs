using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Insight.Forecast.Figures;

namespace Trichter.Insight.Forecast;

/// <summary>What became of the present month since its first snapshot (metrics 6.5).</summary>
public sealed class SlipOfMonth(Db db, DealFacts facts)
{
    /// <summary>Null before two snapshots of the month were taken.</summary>
    public async Task<(SlipBridge Bridge, DateOnly From, DateOnly To, IReadOnlyList<SlippedDeal> Deals)?> OfAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var month = new DateOnly(scope.AsOf.Year, scope.AsOf.Month, 1);
        var days = await db.ForecastSnapshots.Where(snapshot => snapshot.ProcessId == scope.Process.Id && snapshot.Day >= month && snapshot.Day <= scope.AsOf)
            .Select(snapshot => snapshot.Day).Distinct().OrderBy(day => day).ToListAsync(cancellation);
        if (days.Count < 2) return null;

        var start = await AtAsync(scope, days[0], cancellation);
        var end = await AtAsync(scope, days[^1], cancellation);
        var ended = (await facts.DealsAsync(scope with { AsOf = days[^1] }, cancellation)).Where(deal => !deal.IsOpen && deal.Currency == scope.Currency).ToDictionary(deal => deal.DealId);
        var wonNow = ended.Values.Where(deal => deal.IsWon && deal.EndDay >= days[0] && deal.EndDay <= days[^1]).Select(deal => deal.DealId);
        var found = start.Keys.Union(end.Keys).Union(wonNow).Select(id => (Id: id, Slip: Of(start.GetValueOrDefault(id), end.GetValueOrDefault(id), ended.GetValueOrDefault(id)))).Where(one => one.Slip is not null).ToList();
        return (SlipBridge.Of(month, [.. found.Select(one => one.Slip!)]), days[0], days[^1],
            [.. found.Select(one => new SlippedDeal(one.Id, SlipBridge.KindOf(month, one.Slip!), one.Slip!.ValueAtStart ?? one.Slip.ValueAtEnd))]);
    }

    /// <summary>A deal in neither snapshot that ended otherwise than won tells nothing of the month.</summary>
    private static SlipDeal? Of(ForecastSnapshot? start, ForecastSnapshot? end, DealFact? ended) => (end, ended) switch
    {
        ({ } open, _) => new SlipDeal(start?.ValueMinor, start?.ExpectedMonth, open.ValueMinor, SlipState.Open, open.ExpectedMonth),
        (null, { IsWon: true } won) => new SlipDeal(start?.ValueMinor, start?.ExpectedMonth, won.ValueMinor, SlipState.Won, new DateOnly(won.EndDay!.Value.Year, won.EndDay.Value.Month, 1)),
        _ => start is null ? null : new SlipDeal(start.ValueMinor, start.ExpectedMonth, start.ValueMinor, SlipState.Lost, null),
    };

    private async Task<Dictionary<Guid, ForecastSnapshot>> AtAsync(ReportScope scope, DateOnly day, CancellationToken cancellation) =>
        (await db.ForecastSnapshots.AsNoTracking().Where(snapshot => snapshot.ProcessId == scope.Process.Id && snapshot.Day == day && snapshot.Currency == scope.Currency).ToListAsync(cancellation))
            .Where(snapshot => scope.MaySee(snapshot.OwnerId)).ToDictionary(snapshot => snapshot.DealId);
}

/// <param name="Value">At the first snapshot it was in.</param>
public sealed record SlippedDeal(Guid DealId, SlipKind Kind, long Value);

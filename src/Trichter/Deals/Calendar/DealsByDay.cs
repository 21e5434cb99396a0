using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals.List;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Deals.Calendar;

/// <summary>The day by which deals stand in a calendar.</summary>
public enum DealDay
{
    [Says("Expected close")] Close,
    [Says("Next step")] Next,
    [Says("Closed")] Closed,
    [Says("Entered")] Created,
}

/// <summary>One day of the calendar of deals.</summary>
/// <param name="Count">How many stand on it.</param>
/// <param name="Shown">Some of them, those of the highest value first.</param>
public sealed record DealsOfDay(int Count, IReadOnlyList<Deal> Shown);

/// <summary>Reads what a filter finds of some days: the count of every day, and the deals of highest value.</summary>
public sealed class DealsByDay(DealListReader reader, Me me, Texts texts)
{
    /// <summary>So many deals are read of a month; the days count all of them.</summary>
    private const int Most = 1_000;

    /// <param name="first">The first day, by the workspace's time; <paramref name="end"/> is the one after the last.</param>
    public async Task<IReadOnlyDictionary<DateOnly, DealsOfDay>> RunAsync(
        DealFilter filter, DealDay by, DateOnly first, DateOnly end, int perDay, CancellationToken cancellation = default)
    {
        var deals = await reader.FilteredAsync(filter, cancellation);
        if (by == DealDay.Close)
        {
            var due = deals.Where(deal => deal.ExpectedClose >= first && deal.ExpectedClose < end);
            var counts = await due.GroupBy(deal => deal.ExpectedClose!.Value).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(its => its.Key, its => its.Count, cancellation);
            return Days(counts, await LargestAsync(due, cancellation), deal => deal.ExpectedClose!.Value, perDay);
        }

        var (from, to) = (LocalTime.ToUtc(first, 0, texts.Zone), LocalTime.ToUtc(end, 0, texts.Zone));
        var (instant, within) = by switch
        {
            DealDay.Next => ((Expression<Func<Deal, DateTime?>>)(deal => deal.NextStepAt), deals.Where(deal => deal.NextStepAt >= from && deal.NextStepAt < to)),
            DealDay.Closed => (deal => deal.OutcomeAt, deals.Where(deal => deal.OutcomeAt >= from && deal.OutcomeAt < to)),
            _ => (deal => deal.CreatedAt, deals.Where(deal => deal.CreatedAt >= from && deal.CreatedAt < to)),
        };
        var days = (await within.Select(instant).ToListAsync(cancellation)).CountBy(at => LocalDay(at!.Value)).ToDictionary();
        return Days(days, await LargestAsync(within, cancellation), deal => LocalDay(instant.Compile()(deal)!.Value), perDay);
    }

    /// <summary>Nobody learns from the order what they may not read.</summary>
    private Task<List<Deal>> LargestAsync(IQueryable<Deal> deals, CancellationToken cancellation) =>
        (me.MaySee(DealFields.Value) ? deals.OrderByDescending(deal => deal.ValueMinor).ThenBy(deal => deal.Id) : deals.OrderBy(deal => deal.Id)).Take(Most).AsNoTracking().ToListAsync(cancellation);

    private static Dictionary<DateOnly, DealsOfDay> Days(Dictionary<DateOnly, int> counts, List<Deal> largest, Func<Deal, DateOnly> dayOf, int perDay)
    {
        var byDay = largest.ToLookup(dayOf);
        return counts.ToDictionary(its => its.Key, its => new DealsOfDay(its.Value, [.. byDay[its.Key].Take(perDay)]));
    }

    private DateOnly LocalDay(DateTime at) => DateOnly.FromDateTime(texts.Local(at));
}

using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Workspaces;

namespace Trichter.Platform.Calendar;

/// <summary>Counts time as the company works: only minutes inside its hours, in its zone, without its holidays (metrics 8.7).</summary>
public sealed class WorkingCalendar(WorkingHours hours, TimeZoneInfo zone)
{
    /// <summary>How far ahead an opening hour is looked for, in days: a company that never opens has none.</summary>
    private const int Horizon = 400;

    private readonly Dictionary<int, long[]> years = [];

    public static async Task<WorkingCalendar> OfAsync(DbContext db, CancellationToken cancellation = default)
    {
        var zone = await db.Set<Workspace>().AsNoTracking().Select(workspace => workspace.TimeZone).SingleAsync(cancellation);
        return new WorkingCalendar(await db.Set<WorkingHours>().AsNoTracking().SingleOrDefaultAsync(cancellation) ?? WorkingHours.Default(), Zones.Find(zone));
    }

    /// <summary>Whole minutes worked between two instants, UTC; 0 when the second is not later.</summary>
    public int MinutesBetween(DateTime from, DateTime to)
    {
        if (to <= from) return 0;

        var (first, last) = (LocalDay(from), LocalDay(to));
        var worked = WorkedBefore(last, to) - WorkedBefore(first, from);
        for (var year = first.Year; year < last.Year; year++) worked += Year(year)[^1];
        return (int)TimeSpan.FromTicks(worked).TotalMinutes;
    }

    /// <summary>The instant when so many minutes have been worked since, UTC; null for a company that never opens.</summary>
    public DateTime? After(DateTime from, int minutes)
    {
        var left = TimeSpan.FromMinutes(minutes);
        foreach (var (open, close) in OpenFrom(from))
        {
            var start = open > from ? open : from;
            if (start + left <= close) return start + left;
            left -= close - start;
        }

        return null;
    }

    /// <summary>Midnight after the day of that instant, UTC.</summary>
    public DateTime NextDay(DateTime from) => ToUtc(LocalDay(from).AddDays(1), 0);

    public bool IsWorkingDay(DateOnly day) => hours.On(day).Count > 0;

    /// <summary>The first working day after so many of them; the day itself does not count.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int days)
    {
        for (var looked = 0; days > 0 && looked < Horizon; looked++)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) days--;
        }

        return day;
    }

    private IEnumerable<(DateTime Open, DateTime Close)> OpenFrom(DateTime from)
    {
        var day = LocalDay(from);
        for (var looked = 0; looked < Horizon; looked++, day = day.AddDays(1))
            foreach (var span in hours.On(day))
            {
                var (open, close) = (ToUtc(day, span.From), ToUtc(day, span.To));
                if (close > from && close > open) yield return (open, close);
            }
    }

    /// <summary>Ticks worked in the year of that day before the instant, which lies in it.</summary>
    private long WorkedBefore(DateOnly day, DateTime at) =>
        Year(day.Year)[day.DayOfYear - 1] + hours.On(day).Sum(span => Math.Clamp((at - ToUtc(day, span.From)).Ticks, 0, (ToUtc(day, span.To) - ToUtc(day, span.From)).Ticks));

    /// <summary>Ticks worked in a year before each of its days; at the end those of the whole year.</summary>
    private long[] Year(int year)
    {
        if (years.TryGetValue(year, out var known)) return known;

        var (first, sums) = (new DateOnly(year, 1, 1), new long[(DateTime.IsLeapYear(year) ? 366 : 365) + 1]);
        for (var place = 1; place < sums.Length; place++)
        {
            var day = first.AddDays(place - 1);
            sums[place] = sums[place - 1] + hours.On(day).Sum(span => Math.Max(0, (ToUtc(day, span.To) - ToUtc(day, span.From)).Ticks));
        }

        return years[year] = sums;
    }

    private DateOnly LocalDay(DateTime at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, zone));

    private DateTime ToUtc(DateOnly day, int minute) => LocalTime.ToUtc(day, minute, zone);
}

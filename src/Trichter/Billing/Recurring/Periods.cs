using Trichter.Offers.Products;

namespace Trichter.Billing.Recurring;

/// <summary>Days that are charged together; both ends count.</summary>
/// <param name="Whole">Days of the whole period that it is a part of, or is.</param>
public sealed record Period(DateOnly From, DateOnly To, int Whole)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool IsPart => Days < Whole;
}

/// <summary>Cuts time into periods: from the first day on, or along the calendar (O8).</summary>
public static class Periods
{
    /// <summary>The day after so many intervals; the last of a month where that month has no such day.</summary>
    public static DateOnly After(DateOnly day, Interval interval, int count) => interval switch
    {
        Interval.Day => day.AddDays(count),
        Interval.Week => day.AddDays(7 * count),
        Interval.Month => day.AddMonths(count),
        Interval.Quarter => day.AddMonths(3 * count),
        Interval.Year => day.AddMonths(12 * count),
        _ => day,
    };

    /// <summary>The periods that begin up to a day, the first and the last cut to what is charged.</summary>
    /// <param name="startsOn">The first day that is charged.</param>
    /// <param name="endsOn">The last one; null for none.</param>
    public static IEnumerable<Period> Of(DateOnly startsOn, DateOnly? endsOn, Interval interval, bool byCalendar, DateOnly until)
    {
        var anchor = byCalendar ? Begin(startsOn, interval) : startsOn;
        for (var number = 0; ; number++)
        {
            var (from, next) = (After(anchor, interval, number), After(anchor, interval, number + 1));
            if (from > until || from > endsOn) yield break;
            var (first, last) = (from < startsOn ? startsOn : from, next.AddDays(-1) is var end && end > endsOn ? endsOn.Value : end);
            if (first <= until) yield return new Period(first, last, next.DayNumber - from.DayNumber);
        }
    }

    /// <summary>The periods of the price within a period that is billed.</summary>
    public static IEnumerable<Period> Within(RecurringLine line, Interval interval, Period billed) =>
        Of(line.StartsOn, line.EndsOn, interval, line.ByCalendar, billed.To).Where(its => its.From >= billed.From && its.To <= billed.To);

    /// <summary>Whether periods of the one are made of whole periods of the other.</summary>
    public static bool IsMadeOf(Interval billed, Interval price) => price switch
    {
        Interval.Day => billed != Interval.Once,
        Interval.Week => billed == Interval.Week,
        Interval.Month => billed is Interval.Month or Interval.Quarter or Interval.Year,
        Interval.Quarter => billed is Interval.Quarter or Interval.Year,
        Interval.Year => billed == Interval.Year,
        _ => false,
    };

    private static DateOnly Begin(DateOnly day, Interval interval) => interval switch
    {
        Interval.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        Interval.Month => new(day.Year, day.Month, 1),
        Interval.Quarter => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1),
        Interval.Year => new(day.Year, 1, 1),
        _ => day,
    };
}

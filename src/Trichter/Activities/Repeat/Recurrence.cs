using Trichter.Platform.Language;

namespace Trichter.Activities.Repeat;

public enum Frequency
{
    [Says("every day")] Daily,
    [Says("every week")] Weekly,
    [Says("every month on this day")] MonthlyOnDay,
    [Says("every month on this weekday")] MonthlyOnWeekday,
}

/// <summary>On which days something comes again. Counted from its first day, by the calendar on the wall.</summary>
/// <param name="Every">Every so many days, weeks or months.</param>
/// <param name="Days">Of the week; empty where the first day says it.</param>
public sealed record Recurrence(Frequency Frequency, int Every, IReadOnlyList<DayOfWeek> Days)
{
    public const int MostEvery = 99;
    public const int MostTimes = 500;

    private const int DaysOfWeek = 7;

    /// <summary>Those from the first day on, without an end. A month that has no 31st takes its last day; a fifth weekday is the last one.</summary>
    public IEnumerable<DateOnly> From(DateOnly first) => Frequency switch
    {
        Frequency.Daily => Enumerable.Range(0, int.MaxValue).Select(n => first.AddDays(n * Every)),
        Frequency.Weekly => Weeks(first),
        Frequency.MonthlyOnDay => Enumerable.Range(0, int.MaxValue).Select(n => first.AddMonths(n * Every)),
        _ => Enumerable.Range(0, int.MaxValue).Select(n => Weekday(new DateOnly(first.Year, first.Month, 1).AddMonths(n * Every), first)),
    };

    private IEnumerable<DateOnly> Weeks(DateOnly first)
    {
        IReadOnlyCollection<DayOfWeek> days = Days.Count > 0 ? Days : [first.DayOfWeek];
        for (var monday = first.AddDays(-Since(first.DayOfWeek)); ; monday = monday.AddDays(DaysOfWeek * Every))
            foreach (var day in days.Select(day => monday.AddDays(Since(day))).Order().Where(day => day >= first))
                yield return day;
    }

    private static DateOnly Weekday(DateOnly month, DateOnly like)
    {
        var start = month.AddDays((like.DayOfWeek - month.DayOfWeek + DaysOfWeek) % DaysOfWeek);
        var day = start.AddDays((like.Day - 1) / DaysOfWeek * DaysOfWeek);
        return day.Month == month.Month ? day : day.AddDays(-DaysOfWeek);
    }

    /// <summary>Days since Monday.</summary>
    private static int Since(DayOfWeek day) => ((int)day + 6) % DaysOfWeek;
}

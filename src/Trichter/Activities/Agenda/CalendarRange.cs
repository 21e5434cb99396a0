namespace Trichter.Activities.Agenda;

public enum CalendarView
{
    [Platform.Language.Says("Day")] Day,
    [Platform.Language.Says("Week")] Week,
    [Platform.Language.Says("Month")] Month,
}

/// <summary>The days that one view of the calendar shows.</summary>
/// <param name="Day">The one that was asked for.</param>
public sealed record CalendarRange(CalendarView View, DateOnly Day)
{
    private static readonly DateOnly Earliest = new(1990, 1, 1);
    private static readonly DateOnly Latest = new(2200, 1, 1);

    /// <summary>A day beyond what calendars are for becomes the nearest that is.</summary>
    public static CalendarRange Of(CalendarView view, DateOnly day) => new(view, day < Earliest ? Earliest : day > Latest ? Latest : day);

    public DateOnly First => View switch
    {
        CalendarView.Day => Day,
        CalendarView.Week => MondayOf(Day),
        _ => MondayOf(new DateOnly(Day.Year, Day.Month, 1)),
    };

    /// <summary>The day after the last one.</summary>
    public DateOnly End => View switch
    {
        CalendarView.Day => Day.AddDays(1),
        CalendarView.Week => First.AddDays(7),
        _ => MondayOf(new DateOnly(Day.Year, Day.Month, 1).AddMonths(1).AddDays(6)),
    };

    public IEnumerable<DateOnly> Days => Enumerable.Range(0, End.DayNumber - First.DayNumber).Select(First.AddDays);

    public DateOnly Previous => View switch { CalendarView.Day => Day.AddDays(-1), CalendarView.Week => Day.AddDays(-7), _ => Day.AddMonths(-1) };

    public DateOnly Next => View switch { CalendarView.Day => Day.AddDays(1), CalendarView.Week => Day.AddDays(7), _ => Day.AddMonths(1) };

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

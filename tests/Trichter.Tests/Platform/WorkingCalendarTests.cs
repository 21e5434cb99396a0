using System.Globalization;
using Trichter.Platform.Calendar;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform;

/// <summary>Time as the company works: hours, zone, change of the clocks, holidays.</summary>
public sealed class WorkingCalendarTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static TheoryData<string> AllRegions => [.. Holidays.Regions.Select(region => region.Code)];

    // metrics.md, 8.7.
    [Theory]
    [InlineData("2026-03-27 15:40", "2026-03-30 07:10", 30)]
    [InlineData("2026-03-27 15:40", "2026-03-28 08:00", 20)]
    [InlineData("2026-03-28 10:00", "2026-03-30 07:00", 0)]
    [InlineData("2026-04-02 14:30", "2026-04-07 07:20", 50)]
    [InlineData("2026-03-30 09:00", "2026-03-30 09:45", 45)]
    [InlineData("2026-03-30 18:00", "2026-03-30 18:20", 0)]
    public void Minutes_count_only_while_the_company_works(string arrived, string contacted, int minutes) =>
        Assert.Equal(minutes, Calendar("DE-BE").MinutesBetween(Utc(arrived), Utc(contacted)));

    [Theory]
    [InlineData("2026-03-27 15:40", 60, "2026-03-30 07:40")]
    [InlineData("2026-03-27 15:00", 60, "2026-03-27 16:00")]
    [InlineData("2026-03-28 10:00", 60, "2026-03-30 08:00")]
    [InlineData("2026-10-23 14:30", 60, "2026-10-26 08:30")]
    [InlineData("2026-04-02 14:30", 60, "2026-04-07 07:30")]
    public void An_hour_is_over_when_sixty_minutes_were_worked(string from, int minutes, string over)
    {
        var calendar = Calendar("DE-BE");
        Assert.Equal(Utc(over), calendar.After(Utc(from), minutes));
        Assert.Equal(minutes, calendar.MinutesBetween(Utc(from), Utc(over)));
    }

    [Fact]
    public void Hours_through_the_night_lose_and_gain_the_hour_of_the_clock_change()
    {
        var calendar = new WorkingCalendar(new WorkingHours { Days = new() { ["Sunday"] = "00:00-24:00" } }, Berlin);
        Assert.Equal(23 * 60, calendar.MinutesBetween(Utc("2026-03-28 12:00"), Utc("2026-03-30 12:00")));
        Assert.Equal(25 * 60, calendar.MinutesBetween(Utc("2026-10-24 12:00"), Utc("2026-10-26 12:00")));
    }

    [Fact]
    public void A_lunch_break_is_not_worked_and_a_company_that_never_opens_has_no_deadline()
    {
        var calendar = new WorkingCalendar(new WorkingHours { Days = new() { ["Monday"] = "08:00-12:00, 13:00-17:00" } }, Berlin);
        Assert.Equal(60, calendar.MinutesBetween(Utc("2026-03-30 09:30"), Utc("2026-03-30 11:30")));
        Assert.Null(new WorkingCalendar(new WorkingHours(), Berlin).After(Utc("2026-03-30 09:30"), 60));
    }

    [Fact]
    public void Working_days_leave_out_weekends_and_holidays() =>
        Assert.Equal(new DateOnly(2026, 4, 7), Calendar("DE-BE").AddWorkingDays(new DateOnly(2026, 4, 2), 1));

    [Theory]
    [InlineData("9-17", true)]
    [InlineData("08:00-12:00, 13:00–17:00", true)]
    [InlineData("", true)]
    [InlineData("00:00-24:00", true)]
    [InlineData("17:00-09:00", false)]
    [InlineData("08:00-13:00, 12:00-17:00", false)]
    [InlineData("all day", false)]
    public void Hours_are_read_as_people_write_them(string typed, bool areHours) => Assert.Equal(areHours, WorkingHours.FaultOf(typed) is null);

    [Theory]
    [MemberData(nameof(AllRegions))]
    public void Holidays_are_those_of_the_reference(string region)
    {
        var (country, land) = region.Length > 2 ? (region[..2], region[3..]) : (region, "");
        var expected = SharedData.Table("reference-lists", "holidays_de_pl_2024_2030.csv")
            .Where(row => row["country"] == country && row["type"] == "public" && row["region"] == land)
            .Select(row => row["date"]).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Enumerable.Range(2024, 7).SelectMany(year => Holidays.Of(region, year)).Select(its => its.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    private static WorkingCalendar Calendar(string region)
    {
        var hours = WorkingHours.Default();
        hours.Region = region;
        return new WorkingCalendar(hours, Berlin);
    }

    private static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);
}

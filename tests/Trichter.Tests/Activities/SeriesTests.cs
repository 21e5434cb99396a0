using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Finish;
using Trichter.Activities.Meetings;
using Trichter.Activities.Repeat;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

/// <summary>What comes again: on which days, at which hour across the change of the clocks, and what becomes of one occurrence or all that follow.</summary>
public sealed class SeriesTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.EnterAsync("Tower crane");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData(Frequency.Daily, 2, "", "2026-03-04 2026-03-06 2026-03-08")]
    [InlineData(Frequency.Weekly, 1, "", "2026-03-04 2026-03-11 2026-03-18")]
    [InlineData(Frequency.Weekly, 2, "Monday Friday", "2026-03-06 2026-03-16 2026-03-20")]
    [InlineData(Frequency.MonthlyOnDay, 1, "", "2026-03-04 2026-04-04 2026-05-04")]
    [InlineData(Frequency.MonthlyOnWeekday, 3, "", "2026-03-04 2026-06-03 2026-09-02")]
    public void The_days_follow_from_the_first_one(Frequency frequency, int every, string days, string expected)
    {
        var rule = new Recurrence(frequency, every, [.. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DayOfWeek>)]);
        Assert.Equal(expected, string.Join(' ', rule.From(new DateOnly(2026, 3, 4)).Take(3).Select(day => day.ToString("yyyy-MM-dd", null))));
    }

    [Fact]
    public void A_short_month_takes_its_last_day_and_a_fifth_weekday_is_the_last()
    {
        Assert.Equal([31, 28, 31, 30], new Recurrence(Frequency.MonthlyOnDay, 1, []).From(new DateOnly(2026, 1, 31)).Take(4).Select(day => day.Day));
        Assert.Equal([30, 27, 27, 24, 29], new Recurrence(Frequency.MonthlyOnWeekday, 1, []).From(new DateOnly(2026, 1, 30)).Take(5).Select(day => day.Day));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-27T08:00", "2026-03-27 08:00|2026-03-28 08:00|2026-03-29 07:00|2026-03-30 07:00")]
    [InlineData("Europe/Berlin", "2026-10-23T07:00", "2026-10-23 07:00|2026-10-24 07:00|2026-10-25 08:00|2026-10-26 08:00")]
    [InlineData("America/New_York", "2026-03-27T13:00", "2026-03-27 13:00|2026-03-28 13:00|2026-03-29 13:00|2026-03-30 13:00")]
    [InlineData("America/New_York", "2026-10-30T13:00", "2026-10-30 13:00|2026-10-31 13:00|2026-11-01 14:00|2026-11-02 14:00")]
    public async Task Nine_in_the_morning_stays_nine_when_the_clocks_change_where_the_planner_lives(string zone, string first, string expected)
    {
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Email == App.OwnerEmail).ExecuteUpdateAsync(set => set.SetProperty(user => user.TimeZone, zone)));
        var at = DateTime.Parse(first + "Z", null, System.Globalization.DateTimeStyles.AdjustToUniversal);
        await RepeatAsync(at, new RepeatDraft(new Recurrence(Frequency.Daily, 1, []), null, 4));

        desk.App.Clock.Now = at.AddDays(-20);
        await desk.App.WithAsync<MakeOccurrences, int>(async job => { await job.RunAsync(); return 0; });
        Assert.Equal(expected, string.Join('|', (await OccurrencesAsync()).Select(its => its.DueAt!.Value.ToString("yyyy-MM-dd HH:mm", null))));
    }

    [Fact]
    public async Task It_is_planned_on_the_page_and_the_job_makes_what_comes_near()
    {
        await desk.Browser.VisitAsync($"/calendar/plan?at=2026-03-04T09:00&deal={petry.Id}");
        await desk.Browser.SubmitAsync("main form:has([name=text])", ("text", "Weekly call"), ("type", "Call"), ("repeat", "Weekly"));
        var made = await OccurrencesAsync();
        Assert.Equal(9, made.Count);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Single(desk.Browser.Page.QuerySelectorAll("[aria-labelledby=planned] li"));
        Assert.Contains("every week", desk.Browser.Text, StringComparison.Ordinal);

        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(14);
        for (var i = 0; i < 2; i++) await desk.App.WithAsync<MakeOccurrences, int>(async job => { await job.RunAsync(); return 0; });
        Assert.Equal(11, (await OccurrencesAsync()).Count);
    }

    [Fact]
    public async Task One_occurrence_is_moved_or_dropped_alone_and_does_not_come_back()
    {
        await RepeatAsync(At(4), Weekly);
        var made = await OccurrencesAsync();
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/activities/{made[1].Id}");
        await desk.Browser.SubmitAsync("main form:has([name=scope])", ("at", "2026-03-12T15:00"));
        Assert.True(await desk.DoAsync<FinishActivity, bool>(verb => verb.DropAsync(petry.Id, made[2].Id)));

        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(7);
        await desk.App.WithAsync<MakeOccurrences, int>(async job => { await job.RunAsync(); return 0; });
        var now = await OccurrencesAsync();
        Assert.Equal(made.Count, now.Count);
        Assert.Equal(new DateTime(2026, 3, 12, 14, 0, 0, DateTimeKind.Utc), now.Single(its => its.Id == made[1].Id).DueAt);
        Assert.DoesNotContain(now, its => its.SeriesOn == made[2].SeriesOn);
    }

    [Fact]
    public async Task This_and_all_that_follow_go_on_as_a_series_of_their_own_and_undo_brings_the_old_one_back()
    {
        await RepeatAsync(At(4), Weekly);
        var made = await OccurrencesAsync();
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/activities/{made[2].Id}");
        await desk.Browser.SubmitAsync("main form:has([name=scope])", ("at", "2026-03-19T10:00"), ("place", "Online"), ("scope", "following"));

        var now = await OccurrencesAsync();
        Assert.Equal(["2026-03-04", "2026-03-11", "2026-03-19", "2026-03-26", "2026-04-02"], now.Take(5).Select(its => its.SeriesOn!.Value.ToString("yyyy-MM-dd", null)));
        Assert.All(now.Skip(2), its => Assert.Equal("Online", its.Place));

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Series) && entry.Action == LedgerAction.Changed).Select(entry => entry.ChangeId).SingleAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true)));
        Assert.Equal(made.Select(its => (its.Id, its.DueAt)), (await OccurrencesAsync()).Select(its => (its.Id, its.DueAt)));
    }

    [Fact]
    public async Task All_that_follow_are_dropped_and_none_is_made_again()
    {
        await RepeatAsync(At(4), Weekly);
        var made = await OccurrencesAsync();
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/activities/{made[2].Id}");
        await desk.Browser.SubmitAsync("form[action$='/drop-following']");
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(30);
        await desk.App.WithAsync<MakeOccurrences, int>(async job => { await job.RunAsync(); return 0; });
        Assert.Equal(2, (await OccurrencesAsync()).Count);
    }

    [Fact]
    public async Task Undoing_the_plan_takes_all_back_also_what_was_made_since()
    {
        await RepeatAsync(At(4), Weekly);
        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Series)).Select(entry => entry.ChangeId).SingleAsync());
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(14);
        await desk.App.WithAsync<MakeOccurrences, int>(async job => { await job.RunAsync(); return 0; });

        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true)));
        Assert.Empty(await OccurrencesAsync());
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(14);
        await desk.App.WithAsync<MakeOccurrences, int>(async job => { await job.RunAsync(); return 0; });
        Assert.Empty(await OccurrencesAsync());
        Assert.Null((await desk.ReadAsync(petry.Id)).NextStepAt);
    }

    [Fact]
    public async Task It_ends_on_its_day_or_after_so_many_times_and_odd_wishes_are_refused()
    {
        await RepeatAsync(At(4), new RepeatDraft(new Recurrence(Frequency.Daily, 1, []), new DateOnly(2026, 3, 6), null));
        Assert.Equal(3, (await OccurrencesAsync()).Count);
        var refused = Assert.IsType<PlanResult.Faulty>(await TryAsync(At(4), new RepeatDraft(new Recurrence(Frequency.Daily, 0, []), null, 501)));
        Assert.Equal(["every", "times"], refused.Faults.Keys.Order(StringComparer.Ordinal));
        var early = Assert.IsType<PlanResult.Faulty>(await TryAsync(At(4), new RepeatDraft(new Recurrence(Frequency.Weekly, 1, [DayOfWeek.Friday]), new DateOnly(2026, 3, 5), null)));
        Assert.Equal(["until"], early.Faults.Keys);
    }

    private static RepeatDraft Weekly => new(new Recurrence(Frequency.Weekly, 1, []), null, null);

    private static DateTime At(int day) => new(2026, 3, day, 8, 0, 0, DateTimeKind.Utc);

    private Task<PlanResult> TryAsync(DateTime at, RepeatDraft repeat) => desk.DoAsync<RepeatActivity, PlanResult>(verb =>
        verb.RunAsync(petry.Id, new PlanDraft(ActivityType.Meeting, "Weekly call", at, 30, "", null, [], [], ["bank@example.org"]), repeat));

    private async Task RepeatAsync(DateTime at, RepeatDraft repeat) => Assert.IsType<PlanResult.Planned>(await TryAsync(at, repeat));

    private Task<List<Activity>> OccurrencesAsync() => desk.App.InDbAsync(db => db.Activities.AsNoTracking().OrderBy(its => its.DueAt).ToListAsync());
}

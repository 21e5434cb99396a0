using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Finish;
using Trichter.Activities.Meetings;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

/// <summary>Meetings with length, place and participants, and the calendar they stand in.</summary>
public sealed class CalendarTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    /// <summary>Monday, 2 March 2026, ten o'clock in Berlin.</summary>
    private DateTime Now => desk.App.Clock.Now;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.EnterAsync("Tower crane");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_click_on_an_empty_hour_plans_a_meeting_there_and_it_stands_in_the_week()
    {
        var wulf = await MeetAsync("Wulf");
        await desk.Browser.VisitAsync("/calendar?day=2026-03-04");
        var empty = desk.Browser.Page.QuerySelector("a.tr-cal-free[href*='at=2026-03-04T14:00']")!.GetAttribute("href")!;
        await desk.Browser.VisitAsync(empty);
        await desk.Browser.VisitAsync($"{empty}&deal={petry.Id}");
        Assert.Equal("2026-03-04T14:00", desk.Browser.Page.QuerySelector("[name=at]:not([type=hidden])")!.GetAttribute("value"));
        await desk.Browser.SubmitAsync("main form:has([name=text])", ("text", "Visit the yard"), ("length", "90"), ("place", "Hafenstr. 4"), ("people", wulf), ("guests", "notary@example.org, bank@example.org"));

        Assert.Equal("/calendar", desk.Browser.Address.AbsolutePath);
        var item = desk.Browser.Page.QuerySelector(".tr-cal-item")!;
        Assert.Contains("Petry", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("tr-cal-l6", item.ClassName!, StringComparison.Ordinal);
        Assert.StartsWith($"/deals/{petry.Id}/activities/", item.GetAttribute("href"), StringComparison.Ordinal);

        var activity = Assert.Single(await ActivitiesAsync());
        Assert.Equal((Day(4, 13), 90, "Hafenstr. 4"), (activity.DueAt, activity.LengthMinutes, activity.Place));
        var participants = await desk.App.InDbAsync(db => db.Participants.AsNoTracking().OrderBy(its => its.Id).ToListAsync());
        Assert.Equal([wulf, null, null], participants.Select(its => its.PersonId));
        Assert.Equal(["", "notary@example.org", "bank@example.org"], participants.Select(its => its.Email));
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("planned for", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_undo_takes_the_meeting_and_its_participants_back_and_another_brings_them_again()
    {
        await PlanAsync(Day(4, 13), guests: ["notary@example.org"]);
        var entered = await ChangeOfAsync(nameof(Activity));
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(entered, _ => true)));
        Assert.Empty(await ActivitiesAsync());
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Participants.CountAsync()));

        var undone = await desk.App.InDbAsync(db => db.Changes.Where(its => its.Undoes == entered).Select(its => its.Id).SingleAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(undone, _ => true)));
        Assert.Equal("notary@example.org", await desk.App.InDbAsync(db => db.Participants.Select(its => its.Email).SingleAsync()));
    }

    [Fact]
    public async Task A_dropped_meeting_comes_back_with_its_participants_by_undo()
    {
        var meeting = await PlanAsync(Day(4, 13), guests: ["notary@example.org"]);
        Assert.True(await desk.DoAsync<FinishActivity, bool>(verb => verb.DropAsync(petry.Id, meeting.Id)));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Participants.CountAsync()));
        var dropped = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Participant) && entry.Action == LedgerAction.Removed).Select(entry => entry.ChangeId).SingleAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(dropped, _ => true)));
        Assert.Equal(meeting.Id, await desk.App.InDbAsync(db => db.Participants.Select(its => its.ActivityId).SingleAsync()));
    }

    [Fact]
    public async Task A_second_meeting_at_the_same_time_is_warned_about_beside_the_field_and_planned_all_the_same()
    {
        await PlanAsync(Day(4, 13), minutes: 60);
        await desk.Browser.VisitAsync($"/calendar/plan?at=2026-03-04T13:30&deal={petry.Id}");
        Assert.Contains("already has something from 14:00 to 15:00", desk.Browser.Page.QuerySelector("[data-clash]")!.TextContent, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"/calendar/plan?at=2026-03-04T12:00&deal={petry.Id}");
        Assert.Null(desk.Browser.Page.QuerySelector("[data-clash]"));
        await desk.Browser.SubmitAsync("main form:has([name=text])", ("text", "Lunch"), ("at", "2026-03-04T14:30"));
        Assert.NotNull(desk.Browser.Page.QuerySelector("[data-clash]"));
        Assert.Single(await ActivitiesAsync());
        await desk.Browser.SubmitAsync("main form:has([name=text])");
        Assert.Equal(2, (await ActivitiesAsync()).Count);
    }

    [Fact]
    public async Task What_does_not_fit_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        await desk.Browser.VisitAsync($"/calendar/plan?at=2026-03-04T13:30&deal={petry.Id}");
        await desk.Browser.SubmitAsync("main form:has([name=text])", ("text", "Lunch"), ("at", "2026-02-01T12:00"), ("length", "long"), ("guests", "nobody"));

        Assert.Contains("Name a time that lies ahead.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("A whole number from 0 to 1440.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("“nobody” is not an e-mail address.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Lunch", desk.Browser.Page.QuerySelector("[name=text]")!.GetAttribute("value"));
        Assert.Empty(await ActivitiesAsync());
    }

    [Theory]
    [InlineData("/calendar?view=month&day=9999-12-31&who=x")]
    [InlineData("/calendar?view=99&day=0001-01-01")]
    [InlineData("/calendar/plan?at=9999-12-31T23:30&deal=")]
    [InlineData("/calendar/plan?at=0001-01-01T00:00&who=x&deal=")]
    public async Task An_odd_address_shows_the_nearest_that_makes_sense(string address) =>
        await desk.Browser.VisitAsync(address.EndsWith('=') ? address + petry.Id : address);

    [Fact]
    public async Task What_one_may_not_see_is_busy_without_words()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        await PlanAsync(Day(4, 13), text: "Secret talk");
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(petry.Id, ActivityType.Task, "Secret task", Day(5, 13)));
        var ada = await desk.App.InDbAsync(db => db.Users.Where(user => user.Email == App.OwnerEmail).Select(user => user.Id).SingleAsync());

        var tom = await desk.SignInAsync("Tom");
        foreach (var view in new[] { "day", "week", "month" })
        {
            await tom.VisitAsync($"/calendar?view={view}&day=2026-03-04&who={ada}");
            Assert.Equal("14:00 busy", Assert.Single(tom.Page.QuerySelectorAll(".tr-cal-item")).TextContent.Trim());
            foreach (var secret in new[] { "Secret", "Petry", petry.Id.ToString() }) Assert.DoesNotContain(secret, tom.Page.Body!.InnerHtml, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_colleague_who_takes_part_has_it_in_their_calendar_and_the_team_is_shown_together()
    {
        var team = await desk.App.InDbAsync(async db =>
        {
            var sales = new TeamGroup { Name = "Sales" };
            db.Teams.Add(sales);
            (await db.Users.SingleAsync(user => user.Email == App.OwnerEmail)).TeamId = sales.Id;
            await db.SaveChangesAsync();
            return sales.Id;
        });
        await desk.HireAsync("Tom", Role.Seller, team: team);
        await desk.HireAsync("Rita", Role.Seller);
        var tom = await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").Select(user => user.Id).SingleAsync());
        await PlanAsync(Day(4, 13), colleagues: [tom]);

        var his = await desk.SignInAsync("Tom");
        await his.VisitAsync("/calendar?day=2026-03-04");
        Assert.Single(his.Page.QuerySelectorAll(".tr-cal-item"));
        await desk.Browser.VisitAsync("/calendar?day=2026-03-04&who=team");
        Assert.Equal(2, desk.Browser.Page.QuerySelectorAll(".tr-cal-item.tr-cal-w2-0, .tr-cal-item.tr-cal-w2-1").Length);
        var hers = await desk.SignInAsync("Rita");
        await hers.VisitAsync("/calendar?day=2026-03-04");
        Assert.Empty(hers.Page.QuerySelectorAll(".tr-cal-item"));
    }

    [Fact]
    public async Task Holidays_and_the_hours_in_which_nobody_works_are_shown()
    {
        await desk.App.InDbAsync(async db =>
        {
            var hours = WorkingHours.Default();
            hours.Region = "DE-MV";
            db.WorkingHours.Add(hours);
            return await db.SaveChangesAsync();
        });
        await desk.Browser.VisitAsync("/calendar?day=2026-04-03");
        Assert.Contains("Good Friday", desk.Browser.Page.QuerySelector("thead")!.TextContent, StringComparison.Ordinal);
        var nine = desk.Browser.Page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent == "09:00").QuerySelectorAll("td");
        Assert.Equal([false, false, false, false, true, true, true], nine.Select(cell => cell.ClassList.Contains("tr-cal-off")));
        Assert.Contains("day=2026-04-10", desk.Browser.Page.QuerySelector("[rel=next]")!.GetAttribute("href"), StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/calendar?view=month&day=2026-04-03&who=nonsense");
        Assert.Equal(35, desk.Browser.Page.QuerySelectorAll(".tr-cal-month tbody td").Length);
    }

    [Fact]
    public async Task A_meeting_is_changed_held_and_its_minutes_are_kept_and_corrected()
    {
        var meeting = await PlanAsync(Day(4, 13), guests: ["notary@example.org"]);
        var address = $"/deals/{petry.Id}/activities/{meeting.Id}";
        await desk.Browser.VisitAsync(address);
        await desk.Browser.SubmitAsync("main form:has([name=place])", ("place", "Online"), ("at", "2026-03-04T15:00"), ("guests", "bank@example.org"));
        var changed = Assert.Single(await ActivitiesAsync());
        Assert.Equal((Day(4, 14), "Online"), (changed.DueAt, changed.Place));
        Assert.Equal("bank@example.org", await desk.App.InDbAsync(db => db.Participants.Select(its => its.Email).SingleAsync()));

        await desk.Browser.VisitAsync(address);
        await desk.Browser.SubmitAsync("main form[action$='/done']", ("outcome", "They want two"));
        await desk.Browser.VisitAsync(address);
        await desk.Browser.SubmitAsync("main form:has([name=outcome])", ("outcome", "They want three"));
        Assert.Equal("They want three", Assert.Single(await ActivitiesAsync()).Outcome);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("wrote the minutes", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_preparation_sheet_says_who_where_and_what_is_open()
    {
        var word = await desk.EnterAllAsync("geheim", App.OwnerEmail);
        var planned = Assert.IsType<PlanResult.Planned>(await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(word.Deal, Draft(Day(4, 13)) with { Place = "Werft", People = [word.Person], Guests = ["notary@example.org"] })));
        await desk.Browser.VisitAsync($"/deals/{word.Deal}/activities/{planned.Activity.Id}/sheet");
        foreach (var said in new[] { "Werft", "geheim geheimmann", "notary@example.org", "geheim gebraucht", "decides", "geheim fehlt", "geheim zugesagt", "proposed" })
            Assert.Contains(said, desk.Browser.Text, StringComparison.Ordinal);

        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var tom = await desk.SignInAsync("Tom");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await tom.Http.GetAsync(new Uri($"/deals/{word.Deal}/activities/{planned.Activity.Id}/sheet", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Only_who_may_change_the_deal_plans_on_it()
    {
        await desk.HireAsync("Rita", Role.Reader);
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(petry.Id, Draft(Day(4, 13))), "rita@nordwerk.example"));
        Assert.IsType<PlanResult.NotFound>(await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(petry.Id, Draft(Day(4, 13))), "tom@nordwerk.example"));
        var rita = await desk.SignInAsync("Rita");
        await rita.VisitAsync("/calendar");
        Assert.Null(rita.Page.QuerySelector(".tr-cal-free"));
    }

    private static DateTime Day(int day, int hour) => new(2026, 3, day, hour, 0, 0, DateTimeKind.Utc);

    private static PlanDraft Draft(DateTime at) => new(ActivityType.Meeting, "Visit the yard", at, 60, "", null, [], [], []);

    private async Task<Activity> PlanAsync(DateTime at, int minutes = 60, string text = "Visit the yard", IReadOnlyList<Guid>? colleagues = null, IReadOnlyList<string>? guests = null) =>
        Assert.IsType<PlanResult.Planned>(await desk.DoAsync<PlanActivity, PlanResult>(verb =>
            verb.RunAsync(petry.Id, Draft(at) with { LengthMinutes = minutes, Text = text, Colleagues = colleagues ?? [], Guests = guests ?? [] }))).Activity;

    private async Task<Guid> MeetAsync(string name)
    {
        var saved = await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["last_name"] = name }, petry.CompanyId, "", true));
        return Assert.IsType<SaveResult<Person>.Saved>(saved).Record.Id;
    }

    private Task<Guid> ChangeOfAsync(string record) => desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == record).Select(entry => entry.ChangeId).FirstAsync());

    private Task<List<Activity>> ActivitiesAsync() => desk.App.InDbAsync(db => db.Activities.AsNoTracking().ToListAsync());
}

using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Deals.Commitments;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

/// <summary>One ordered queue of work: why each thing is there, and how it is done without leaving the page.</summary>
public sealed class TodayTests : IAsyncLifetime
{
    private Desk desk = null!;

    private DateTime Now => desk.App.Clock.Now;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Late_work_comes_first_then_today_then_promises_then_what_nobody_planned()
    {
        var idle = await EnterAsync("Nothing planned", "Süderfelde");
        var petry = await EnterAsync("Tower crane", "Petry");
        var holm = await EnterAsync("Loader", "Holm");
        await PlanAsync(petry, "Ring about the crane", Now.AddHours(1));
        await PlanAsync(holm, "Send the brochure", Now.AddHours(2), ActivityType.Task);
        await desk.DoAsync<NoteCommitment, Told?>(verb => verb.RunAsync(petry.Id, new("Noise report", CommitmentSide.Us, CommitmentState.Given, false, "", DateOnly.FromDateTime(Now).AddDays(2))));
        desk.App.Clock.Now = Now.AddDays(2);
        await PlanAsync(holm, "Visit the yard", Now.AddHours(3), ActivityType.Meeting);

        var queue = await ReadAsync();

        Assert.Equal(
            [(QueueGroup.Overdue, "Petry"), (QueueGroup.Overdue, "Holm"), (QueueGroup.Today, "Holm"), (QueueGroup.Promises, "Petry"), (QueueGroup.WithoutStep, "Süderfelde")],
            queue.Groups.SelectMany(group => group.Select(item => (group.Key, item.Title))));
        await desk.Browser.VisitAsync("/today");
        foreach (var said in new[] { "planned 2 days ago", "we promised it until", "nothing is planned, 2 days in “Pitch”", "5 open" })
            Assert.Contains(said, desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(idle.Id, queue.Items[^1].DealId);
    }

    [Fact]
    public async Task The_start_page_is_the_work_of_today_and_an_empty_one_says_what_belongs_there()
    {
        await desk.Browser.VisitAsync("/");
        Assert.Equal("/today", desk.Browser.Address.AbsolutePath);
        Assert.Contains("Nothing is waiting", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_reached_nobody_is_done_in_one_click_and_proposed_again_in_two_working_hours()
    {
        var petry = await EnterAsync("Tower crane", "Petry");
        await PlanAsync(petry, "Ring about the crane", Now.AddMinutes(30));
        desk.App.Clock.Now = Now.AddMinutes(40);

        await desk.Browser.VisitAsync("/today");
        await desk.Browser.PressAsync("form[action$='/done']:has(textarea)", "result", "NotReached");
        Assert.Contains("What is the next step?", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Ring about the crane", desk.Browser.Page.QuerySelector("[id^=plan-text]")!.GetAttribute("value"));
        await desk.Browser.SubmitAsync(".tr-focus form[action$='/activities']");

        Assert.Equal("/today", desk.Browser.Address.AbsolutePath);
        var calls = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().OrderBy(activity => activity.CreatedAt).ToListAsync());
        Assert.Equal(CallResult.NotReached, calls[0].Result);
        Assert.Equal(Now.AddHours(2).AddMinutes(5), calls[1].DueAt);
        Assert.Null(calls[1].DoneAt);
    }

    [Fact]
    public async Task After_a_talk_on_friday_the_next_step_is_proposed_for_monday()
    {
        while (Now.DayOfWeek != DayOfWeek.Friday) desk.App.Clock.Now = Now.AddDays(1);
        var petry = await EnterAsync("Tower crane", "Petry");
        await PlanAsync(petry, "Ring about the crane", Now.AddMinutes(30));
        await desk.Browser.VisitAsync("/today");
        await desk.Browser.PressAsync("form[action$='/done']:has(textarea)", "result", "Spoke", ("outcome", "Wants a demonstration"));

        Assert.Equal($"{Now.AddDays(3):yyyy-MM-dd}T10:00", desk.Browser.Page.QuerySelector("[id^=plan-due]")!.GetAttribute("value"));
        Assert.Contains("Wants a demonstration", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_put_off_leaves_the_queue_and_a_time_that_has_passed_is_refused()
    {
        var petry = await EnterAsync("Tower crane", "Petry");
        await PlanAsync(petry, "Ring about the crane", Now.AddHours(1));
        await desk.Browser.VisitAsync("/today");
        using (var body = new FormUrlEncodedContent([Token(), KeyValuePair.Create("to", "2020-01-01T10:00"), KeyValuePair.Create("back", "/today")]))
            Assert.Contains("Name a time that lies ahead.", await (await desk.Browser.Http.PostAsync(await PutOffAsync(), body)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        await desk.Browser.VisitAsync("/today");
        await desk.Browser.SubmitAsync("form[action$='/put-off']");
        Assert.Contains("Nothing is waiting", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("put off to", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_promise_leaves_the_queue()
    {
        var petry = await EnterAsync("Tower crane", "Petry");
        await desk.DoAsync<NoteCommitment, Told?>(verb => verb.RunAsync(petry.Id, new("Noise report", CommitmentSide.Customer, CommitmentState.Asked, false, "", DateOnly.FromDateTime(Now))));
        var promise = Assert.Single((await ReadAsync()).Items, item => item.Group == QueueGroup.Promises);
        await desk.Browser.VisitAsync($"/today?at={promise.Key}");
        await desk.Browser.PressAsync("form[action$='/settle']", "state", "Kept");

        Assert.Equal("/today", desk.Browser.Address.AbsolutePath);
        Assert.DoesNotContain((await ReadAsync()).Items, item => item.Group == QueueGroup.Promises);
    }

    [Fact]
    public async Task Everyone_sees_their_own_work_and_a_reader_has_no_buttons()
    {
        var petry = await EnterAsync("Tower crane", "Petry");
        await PlanAsync(petry, "Ring about the crane", Now.AddHours(1));
        await desk.HireAsync("Theo", Role.Seller);
        var theo = await desk.SignInAsync("Theo");
        await theo.VisitAsync("/today");
        Assert.Contains("Nothing is waiting", theo.Text, StringComparison.Ordinal);

        await desk.HireAsync("Rita", Role.Reader);
        var rita = await desk.SignInAsync("Rita");
        await rita.VisitAsync("/");
        Assert.StartsWith("/deals", rita.Address.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_is_longer_than_the_page_is_counted_whole()
    {
        for (var i = 0; i < Work.Most + 3; i++) await EnterAsync($"Deal {i}", "");
        await desk.Browser.VisitAsync("/today");
        Assert.Contains("… and 3 more", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(Work.Most, desk.Browser.Page.QuerySelectorAll(".tr-item").Length);
    }

    /// <summary>In a stage where no clock for a first contact runs any more.</summary>
    private Task<Deal> EnterAsync(string name, string company) => desk.EnterAsync(name, company, stage: "pitch");

    private Task<Work> ReadAsync() => desk.DoAsync<ReadWork, Work>(queue => queue.RunAsync());

    private Task<Told?> PlanAsync(Deal deal, string what, DateTime at, ActivityType type = ActivityType.Call) =>
        desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(deal.Id, type, what, at));

    private KeyValuePair<string, string> Token() =>
        KeyValuePair.Create("__RequestVerificationToken", desk.Browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);

    private async Task<Uri> PutOffAsync()
    {
        var activity = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync());
        return new Uri($"/deals/{activity.DealId}/activities/{activity.Id}/put-off", UriKind.Relative);
    }
}

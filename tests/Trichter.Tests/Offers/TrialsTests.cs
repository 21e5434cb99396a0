using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Offers.Trials;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers;

/// <summary>What the customer tries has an end, and before it somebody asks how it goes.</summary>
public sealed class TrialsTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Tom", Role.Seller);
        petry = await desk.EnterAsync("Two excavators", email: "tom@nordwerk.example");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_trial_that_ends_soon_stands_with_the_owner_of_the_deal_and_is_done_there()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/trials']", ("text", "Tiltrotator"), ("goal", "Digs a third faster"), ("starts", "2026-03-02"), ("days", "14"));
        Assert.Contains("agreed a trial from 02/03/2026 to 15/03/2026: Tiltrotator", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal((14, new DateOnly(2026, 3, 15), new DateOnly(2026, 3, 12)), await TrialAsync(trial => (trial.Days, trial.EndsOn, trial.FollowUpOn)));
        Assert.Empty(await QueueOfTomAsync());

        desk.App.Clock.Now = new DateTime(2026, 3, 12, 9, 0, 0, DateTimeKind.Utc);
        var item = Assert.Single(await QueueOfTomAsync());
        Assert.Equal((QueueKind.Other, "Tiltrotator", false), (item.Kind, item.What, item.IsLate));
        await desk.Browser.VisitAsync("/today");
        Assert.DoesNotContain("Tiltrotator", desk.Browser.Text, StringComparison.Ordinal);

        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/today?at={item.Key}");
        Assert.Contains("the trial ends on 15/03/2026: ask how it goes", tom.Text, StringComparison.Ordinal);
        await tom.SubmitAsync("form[action$='/put-off']", ("to", "2026-03-16"));
        Assert.Equal("/today", tom.Address.AbsolutePath);
        Assert.Empty(await QueueOfTomAsync());

        desk.App.Clock.Now = new DateTime(2026, 3, 16, 9, 0, 0, DateTimeKind.Utc);
        Assert.True(Assert.Single(await QueueOfTomAsync()).IsLate);
        await tom.VisitAsync($"/today?at={item.Key}");
        await tom.PressAsync("form[action$='/end']", "result", "Reached", ("note", "Two days saved"));
        Assert.Equal((TrialResult.Reached, "Two days saved"), await TrialAsync(trial => (trial.Result!.Value, trial.ResultNote)));
        Assert.Empty(await QueueOfTomAsync());
        await tom.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("ended the trial of Tiltrotator: goal reached", tom.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_may_last_longer_and_a_short_one_is_asked_about_from_its_first_day()
    {
        Assert.Null(await StartAsync(2));
        Assert.Equal(new DateOnly(2026, 3, 2), await TrialAsync(trial => trial.FollowUpOn));

        var id = await TrialAsync(trial => trial.Id);
        Assert.Null(await desk.DoAsync<SettleTrial, Told?>(verb => verb.LastAsync(petry.Id, id, 30)));
        Assert.Equal((new DateOnly(2026, 3, 31), new DateOnly(2026, 3, 28)), await TrialAsync(trial => (trial.EndsOn, trial.FollowUpOn)));
    }

    [Fact]
    public async Task What_does_not_fit_is_said_and_strangers_change_nothing()
    {
        Assert.NotNull(await StartAsync(0));
        Assert.NotNull(await StartAsync(null));
        Assert.NotNull(await desk.DoAsync<StartTrial, Told?>(verb => verb.RunAsync(petry.Id, new TrialDraft(" ", "", new DateOnly(2026, 3, 2), 3))));
        Assert.NotNull(await desk.DoAsync<StartTrial, Told?>(verb => verb.RunAsync(petry.Id, new TrialDraft("X", "", null, 3))));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Trials.CountAsync()));

        Assert.Null(await StartAsync(5));
        var id = await TrialAsync(trial => trial.Id);
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        await desk.HireAsync("Rita", Role.Reader);
        Assert.NotNull(await desk.DoAsync<SettleTrial, Told?>(verb => verb.EndAsync(petry.Id, id, TrialResult.Missed, ""), "nina@nordwerk.example"));
        Assert.NotNull(await desk.DoAsync<SettleTrial, Told?>(verb => verb.PutOffAsync(petry.Id, id, new DateOnly(2026, 3, 2))));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SettleTrial, Told?>(verb => verb.EndAsync(petry.Id, id, TrialResult.Missed, ""), "rita@nordwerk.example"));
        Assert.True(await TrialAsync(trial => trial.IsRunning));
    }

    private Task<Told?> StartAsync(int? days) =>
        desk.DoAsync<StartTrial, Told?>(verb => verb.RunAsync(petry.Id, new TrialDraft("Tiltrotator", "", new DateOnly(2026, 3, 2), days)));

    private async Task<T> TrialAsync<T>(Func<Trial, T> read) => read(await desk.App.InDbAsync(db => db.Trials.AsNoTracking().SingleAsync()));

    private async Task<List<QueueItem>> QueueOfTomAsync() =>
        [.. (await desk.DoAsync<ReadWork, Work>(reader => reader.RunAsync(), "tom@nordwerk.example")).Items.Where(item => item.Group == QueueGroup.Trials)];
}

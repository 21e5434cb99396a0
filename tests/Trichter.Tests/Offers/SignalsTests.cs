using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Signals;
using Trichter.Team;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers;

/// <summary>Who asks for the price is ready: the owner of the deal has the task to act at once.</summary>
public sealed class SignalsTests : IAsyncLifetime
{
    private const string Tom = "tom@nordwerk.example";

    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Tom", Role.Seller);
        petry = await desk.EnterAsync("Two excavators", email: Tom);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_signal_raises_a_task_that_is_due_now_and_says_why()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/signals']", ("kind", "AskedPrice"), ("source", "call"), ("note", "For two machines"));
        Assert.Contains("saw that the customer may be ready to buy: asked for the price (call)", desk.Browser.Text, StringComparison.Ordinal);

        var task = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync());
        Assert.Equal((ActivityType.Task, await IdOfTomAsync(), (DateTime?)desk.App.Clock.Now), (task.Type, task.OwnerId, task.DueAt));
        Assert.Equal("Ready to buy: asked for the price\nFor two machines", task.Text);
        Assert.Equal(desk.App.Clock.Now, (await desk.ReadAsync(petry.Id)).NextStepAt);

        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(2);
        var queue = await QueueAsync();
        var item = Assert.Single(queue.Items, item => item.DealId == petry.Id && item.Kind == QueueKind.Activity);
        Assert.Equal((QueueGroup.Ready, true), (item.Group, item.IsLate));
        Assert.Equal((1, 0), (queue.CountOf(QueueGroup.Ready), queue.CountOf(QueueGroup.Today)));
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/today?at={item.Key}");
        Assert.Contains("Ready to buy: act at once", tom.Text, StringComparison.Ordinal);
        Assert.Contains("asked for the price at 10:00 (call)", tom.Text, StringComparison.Ordinal);
        await tom.SubmitAsync("form[action$='/done']:has(textarea)", ("outcome", "Sent the price list"));
        Assert.Equal(0, (await QueueAsync()).CountOf(QueueGroup.Ready));
    }

    [Fact]
    public async Task Outside_of_working_hours_the_task_waits_until_the_company_opens()
    {
        desk.App.Clock.Now = new DateTime(2026, 3, 7, 20, 0, 0, DateTimeKind.Utc); // Saturday evening
        await NoteAsync(SignalKind.OpenedOffer);

        var due = (await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync())).DueAt!.Value;
        Assert.Equal((DayOfWeek.Monday, 9), (due.DayOfWeek, due.Day));
        Assert.Equal(0, (await QueueAsync()).CountOf(QueueGroup.Ready));
    }

    [Fact]
    public async Task A_signal_is_noted_on_the_page_of_the_company_as_well()
    {
        await desk.Browser.VisitAsync($"/companies/{petry.CompanyId}");
        await desk.Browser.SubmitAsync($"form[action='/companies/{petry.CompanyId}/signals']", ("deal", petry.Id), ("kind", "AskedDelivery"), ("at", "2026-03-02T08:00"));

        Assert.Equal($"/companies/{petry.CompanyId}", desk.Browser.Address.AbsolutePath);
        var signal = await desk.App.InDbAsync(db => db.Signals.AsNoTracking().SingleAsync());
        Assert.Equal((SignalKind.AskedDelivery, new DateTime(2026, 3, 2, 7, 0, 0, DateTimeKind.Utc), petry.Id), (signal.Kind, signal.At, signal.DealId));
    }

    [Fact]
    public async Task A_program_tells_a_signal_once_however_often_it_asks()
    {
        var caller = await desk.CallAsync();
        var body = new { kind = "registered_trial", source = "web site", at = "2026-03-02T08:30:00Z" };
        var first = (await caller.PostAsync($"deals/{petry.Id}/signals", body, ("Idempotency-Key", "a"))).Expect(201);
        var again = (await caller.PostAsync($"deals/{petry.Id}/signals", body, ("Idempotency-Key", "a"))).Expect(201);

        Assert.Equal(("registered_trial", "web site", first.Id), (first["kind"], first["source"], again.Id));
        Assert.Equal((1, 1), await desk.App.InDbAsync(async db => (await db.Signals.CountAsync(), await db.Activities.CountAsync())));
        Assert.Single((await caller.GetAsync($"deals/{petry.Id}/signals")).Expect(200).Items);
        Assert.NotEmpty((await caller.PostAsync($"deals/{petry.Id}/signals", new { kind = "smiled" })).Expect(422).ErrorOf("kind"));
        Assert.NotEmpty((await caller.PostAsync($"deals/{petry.Id}/signals", new { kind = "asked_price", at = "yesterday" })).Expect(422).ErrorOf("at"));
        Assert.NotEmpty((await caller.PostAsync($"deals/{petry.Id}/signals", new { kind = "asked_price", at = "2026-03-02T12:00:00Z" })).Expect(422).ErrorOf("at"));
        (await caller.PostAsync($"deals/{Guid.NewGuid()}/signals", new { kind = "asked_price" })).Expect(404);
    }

    [Fact]
    public async Task Undo_takes_the_task_back_with_the_signal_and_a_dropped_task_leaves_the_signal()
    {
        await NoteAsync(SignalKind.AskedTerms);
        var change = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(its => its.Id).Select(its => its.Id).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true)));
        Assert.Equal((0, 0), await desk.App.InDbAsync(async db => (await db.Signals.CountAsync(), await db.Activities.CountAsync())));

        var noted = await NoteAsync(SignalKind.AskedTerms);
        Assert.True(await desk.DoAsync<Trichter.Activities.Finish.FinishActivity, bool>(verb => verb.DropAsync(petry.Id, noted.Task.Id)));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Signals.CountAsync()));
    }

    [Fact]
    public async Task Readers_and_strangers_note_nothing()
    {
        await desk.HireAsync("Rita", Role.Reader);
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<NoteSignal, SignalResult>(verb => verb.RunAsync(petry.Id, new SignalDraft(SignalKind.AskedPrice, "", "", null)), "rita@nordwerk.example"));
        Assert.IsType<SignalResult.NotFound>(await desk.DoAsync<NoteSignal, SignalResult>(verb => verb.RunAsync(petry.Id, new SignalDraft(SignalKind.AskedPrice, "", "", null)), "nina@nordwerk.example"));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Signals.CountAsync()));
    }

    private async Task<SignalResult.Noted> NoteAsync(SignalKind kind) =>
        Assert.IsType<SignalResult.Noted>(await desk.DoAsync<NoteSignal, SignalResult>(verb => verb.RunAsync(petry.Id, new SignalDraft(kind, "", "", null))));

    private Task<Work> QueueAsync() => desk.DoAsync<ReadWork, Work>(reader => reader.RunAsync(), Tom);

    private Task<Guid?> IdOfTomAsync() => desk.App.InDbAsync(db => db.Users.Where(user => user.Email == Tom).Select(user => (Guid?)user.Id).SingleAsync());
}

using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Needs;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>What the customer needs is noted, confirmed by them, and the confirmation can be lost again.</summary>
public sealed class NeedsTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.DemandAsync("needs-confirmed");
        petry = await desk.EnterAsync("Two excavators");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_need_is_noted_on_the_page_and_confirmed_by_name_and_way()
    {
        await NoteOnPageAsync("Two excavators on site in February", NeedImportance.High);
        Assert.Contains("high importance · not confirmed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.False(await desk.IsPassedAsync(petry.Id));

        await desk.Browser.SubmitAsync("form[action$='/confirm']:has([name=how])", ("by", "Klaus Wulf"), ("how", "Call"));

        var need = Assert.Single(await NeedsAsync());
        Assert.Equal(("Klaus Wulf", ConfirmedHow.Call, desk.App.Clock.Now), (need.ConfirmedBy, need.ConfirmedHow, need.ConfirmedAt));
        Assert.NotNull(need.RecordedBy);
        Assert.Contains("recorded that Klaus Wulf confirmed on the phone: Two excavators on site in February", desk.Browser.Text, StringComparison.Ordinal);
        Assert.True(await desk.IsPassedAsync(petry.Id));
    }

    [Fact]
    public async Task A_confirmation_is_lost_with_a_reason_and_the_proof_of_the_stage_with_it()
    {
        await NoteOnPageAsync("Two excavators on site in February", NeedImportance.High);
        await desk.Browser.SubmitAsync("form[action$='/confirm']:has([name=how])", ("by", "Klaus Wulf"));
        var need = Assert.Single(await NeedsAsync());
        Assert.NotNull(await desk.DoAsync<ConfirmNeed, Told?>(verb => verb.WithdrawAsync(petry.Id, need.Id, " ")));
        Assert.True(await desk.IsPassedAsync(petry.Id));

        await desk.Browser.SubmitAsync("form[action$='/withdraw']", ("note", "The building site starts in May"));

        Assert.False(Assert.Single(await NeedsAsync()).IsConfirmed);
        Assert.False(await desk.IsPassedAsync(petry.Id));
        Assert.Contains("The building site starts in May", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_are_not_what_was_confirmed_but_a_new_answer_to_them_leaves_the_confirmation()
    {
        await NoteOnPageAsync("Two excavators", NeedImportance.Low);
        var need = Assert.Single(await NeedsAsync());
        await ConfirmAsync(need);

        Assert.Null(await desk.DoAsync<NoteNeed, Told?>(verb => verb.ChangeAsync(petry.Id, need.Id, new NeedDraft("Two excavators", NeedKind.Stated, NeedImportance.High, "Two of 22 t"))));
        Assert.True(Assert.Single(await NeedsAsync()).IsConfirmed);
        Assert.Null(await desk.DoAsync<NoteNeed, Told?>(verb => verb.ChangeAsync(petry.Id, need.Id, new NeedDraft("Three excavators", NeedKind.Stated, NeedImportance.High, "Two of 22 t"))));
        Assert.False(Assert.Single(await NeedsAsync()).IsConfirmed);
    }

    [Fact]
    public async Task The_criterion_asks_for_one_confirmed_need_and_every_important_one()
    {
        await NoteAsync("Service within a day", NeedImportance.Medium);
        await NoteAsync("Two excavators", NeedImportance.High);
        var (medium, high) = ((await NeedsAsync()).Single(its => its.Importance == NeedImportance.Medium), (await NeedsAsync()).Single(its => its.Importance == NeedImportance.High));

        await ConfirmAsync(medium);
        Assert.False(await desk.IsPassedAsync(petry.Id));
        await ConfirmAsync(high);
        Assert.True(await desk.IsPassedAsync(petry.Id));
        await NoteAsync("A nice colour", NeedImportance.Low);
        Assert.True(await desk.IsPassedAsync(petry.Id));
        await desk.DoAsync<NoteNeed, bool>(verb => verb.RemoveAsync(petry.Id, medium.Id));
        Assert.True(await desk.IsPassedAsync(petry.Id));
        await desk.DoAsync<NoteNeed, bool>(verb => verb.RemoveAsync(petry.Id, high.Id));
        Assert.False(await desk.IsPassedAsync(petry.Id));
    }

    [Fact]
    public async Task Undo_takes_the_confirmation_and_its_proof_back()
    {
        await NoteAsync("Two excavators", NeedImportance.High);
        await ConfirmAsync(Assert.Single(await NeedsAsync()));
        var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());

        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true)));

        Assert.False(Assert.Single(await NeedsAsync()).IsConfirmed);
        Assert.False(await desk.IsPassedAsync(petry.Id));
    }

    [Fact]
    public async Task Readers_and_strangers_change_nothing()
    {
        await NoteAsync("Two excavators", NeedImportance.High);
        var need = Assert.Single(await NeedsAsync());
        await desk.HireAsync("Rita", Role.Reader);
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);

        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<ConfirmNeed, Told?>(verb => verb.RunAsync(petry.Id, need.Id, "Wulf", ConfirmedHow.Call), "rita@nordwerk.example"));
        Assert.NotNull(await desk.DoAsync<ConfirmNeed, Told?>(verb => verb.RunAsync(petry.Id, need.Id, "Wulf", ConfirmedHow.Call), "tom@nordwerk.example"));
        Assert.False(await desk.DoAsync<NoteNeed, bool>(verb => verb.RemoveAsync(petry.Id, need.Id), "tom@nordwerk.example"));
        var other = await desk.EnterAsync("Another deal");
        Assert.NotNull(await desk.DoAsync<ConfirmNeed, Told?>(verb => verb.RunAsync(other.Id, need.Id, "Wulf", ConfirmedHow.Call)));
        Assert.False(Assert.Single(await NeedsAsync()).IsConfirmed);
    }

    private async Task NoteOnPageAsync(string text, NeedImportance importance)
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/needs']", ("text", text), ("importance", importance));
    }

    private async Task NoteAsync(string text, NeedImportance importance) =>
        Assert.Null(await desk.DoAsync<NoteNeed, Told?>(verb => verb.RunAsync(petry.Id, new NeedDraft(text, NeedKind.Unstated, importance, ""))));

    private async Task ConfirmAsync(Need need) =>
        Assert.Null(await desk.DoAsync<ConfirmNeed, Told?>(verb => verb.RunAsync(petry.Id, need.Id, "Klaus Wulf", ConfirmedHow.Writing)));

    private Task<List<Need>> NeedsAsync() => desk.App.InDbAsync(db => db.Needs.AsNoTracking().OrderBy(need => need.Id).ToListAsync());
}

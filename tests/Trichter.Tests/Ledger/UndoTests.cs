using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Move;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Tests.Support;

namespace Trichter.Tests.Ledger;

public sealed class UndoTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.EnterAsync("Two excavators");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_edit_stands_in_the_ledger_field_by_field_and_can_be_taken_back()
    {
        await EditAsync("source", "Fair");
        var entry = await desk.App.InDbAsync(db => db.Ledger.Where(e => e.RecordId == petry.Id).OrderByDescending(e => e.Id).FirstAsync());
        Assert.Equal(("", "Fair"), (entry.Read()["Source"][0].GetString(), entry.Read()["Source"][1].GetString()));

        Assert.IsType<UndoResult.Undone>(await UndoAsync(entry.ChangeId));

        Assert.Equal("", (await desk.ReadAsync(petry.Id)).Source);
        Assert.IsType<UndoResult.AlreadyUndone>(await UndoAsync(entry.ChangeId));
    }

    [Fact]
    public async Task Undoing_a_move_takes_the_transition_out_of_every_figure()
    {
        var second = (await desk.VersionAsync()).Stages[1];
        await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(petry.Id, second.Id, [], "Hurry"));

        Assert.IsType<UndoResult.Undone>(await UndoAsync(await LastChangeAsync()));

        var row = await desk.App.InDbAsync(db => db.Transitions.SingleAsync(t => t.DealId == petry.Id));
        Assert.Null(row.LeftAt);
        var deal = await desk.ReadAsync(petry.Id);
        Assert.Equal((1, row.StageId), (deal.Position, deal.StageId));
    }

    [Fact]
    public async Task What_somebody_changed_since_is_not_overwritten()
    {
        await EditAsync("source", "Fair");
        var first = await LastChangeAsync();
        await EditAsync("source", "Referral");

        var since = Assert.IsType<UndoResult.ChangedSince>(await UndoAsync(first));

        Assert.Equal("Source", Assert.Single(since.Conflicts).Field);
        Assert.Equal("Referral", (await desk.ReadAsync(petry.Id)).Source);
    }

    [Fact]
    public async Task A_deleted_deal_comes_back_with_all_it_had_and_is_found_again()
    {
        await desk.DoAsync<ChangeDeal, bool>(verb => verb.DeleteAsync(petry.Id));
        Assert.NotNull((await desk.ReadAsync(petry.Id)).DeletedAt);
        await desk.Browser.VisitAsync("/search?q=excavators");
        Assert.DoesNotContain("Two excavators", desk.Browser.Text, StringComparison.Ordinal);

        Assert.IsType<UndoResult.Undone>(await UndoAsync(await LastChangeAsync()));

        await desk.Browser.VisitAsync("/search?q=excavators");
        Assert.Contains("Two excavators", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undo_can_itself_be_undone()
    {
        await EditAsync("source", "Fair");
        await UndoAsync(await LastChangeAsync());

        Assert.IsType<UndoResult.Undone>(await UndoAsync(await LastChangeAsync()));

        Assert.Equal("Fair", (await desk.ReadAsync(petry.Id)).Source);
    }

    [Fact]
    public async Task The_toast_after_a_change_takes_it_back()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/edit");
        await desk.Browser.SubmitAsync("main form", ("Typed[product]", "Crane"));
        Assert.Equal("Crane", (await desk.ReadAsync(petry.Id)).Product);

        await desk.Browser.SubmitAsync("[data-toast] form");

        Assert.Equal("", (await desk.ReadAsync(petry.Id)).Product);
    }

    private Task<SaveResult<Deal>> EditAsync(string field, string value) => desk.DoAsync<ChangeDeal, SaveResult<Deal>>(async verb =>
        await verb.RunAsync(petry.Id, new Dictionary<string, string>(), new Dictionary<string, string> { [field] = value }, null));

    private Task<UndoResult> UndoAsync(Guid change) => desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true));

    private Task<Guid> LastChangeAsync() => desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
}

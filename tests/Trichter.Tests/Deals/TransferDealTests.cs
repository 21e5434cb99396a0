using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.History;
using Trichter.Deals.Transfer;
using Trichter.Ledger;
using Trichter.Process;
using Trichter.Team;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Platform.Operation;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>A deal goes on in another process; both histories stay, and both funnels count right.</summary>
public sealed class TransferDealTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal excavators = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.DoAsync<AddProcess, SalesProcess>(verb => verb.RunAsync(Template.With("aida")));
        excavators = await desk.EnterAsync("Two excavators");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_open_deal_ends_here_and_begins_there_and_each_shows_the_history_of_the_other()
    {
        await desk.Browser.VisitAsync($"/deals/{excavators.Id}/transfer");
        await desk.Browser.SubmitAsync("main form:has([name='Form.Target'])",
            ("Form.Target", "aida/interest"), ("Form.Name", "Rent two excavators"), ("Form.Value", "9,600.00"), ("Form.Note", "They rent first"));

        var (old, next) = (await desk.ReadAsync(excavators.Id), await NextAsync());
        Assert.Equal((Outcome.Transferred, "They rent first"), (old.Outcome, old.CloseNote));
        Assert.Equal(("Rent two excavators", 960_000, excavators.CompanyId, excavators.OwnerId), (next.Name, next.ValueMinor, next.CompanyId, next.OwnerId));
        Assert.Equal(StageHistory.Lost, Assert.Single(await RowsAsync(old)).LeftTo);
        var start = Assert.Single(await RowsAsync(next));
        Assert.Equal((TransitionKind.Start, "interest", 1, next.ProcessId), (start.Kind, start.StageKey, start.Seq, start.ProcessId));

        Assert.Contains("came from Sales cycle, 7 stages", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("First contact ·", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{old.Id}");
        Assert.Contains("went on in AIDA", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("handed the deal to the process AIDA, stage Interest", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_funnel_counts_what_entered_it_once()
    {
        await TransferAsync();
        var caller = await desk.CallAsync();

        Assert.Equal((1, 0, 1), await FunnelAsync(caller, "sales-cycle-7"));
        Assert.Equal((1, 0, 0), await FunnelAsync(caller, "aida"));
        Assert.Empty(await desk.App.UnwellAsync());
        await desk.Browser.VisitAsync("/deals/list/sales-cycle-7?only=lost-at:first-contact");
        Assert.Contains("Two excavators", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_won_deal_stays_won_and_its_customer_enters_as_an_existing_one()
    {
        await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(excavators.Id, new Closing(Outcome.Won, null, "", null, "")));
        Assert.Equal(Outcome.Won, (await desk.ReadAsync(excavators.Id)).Outcome);
        var rows = await RowsAsync(excavators);

        await TransferAsync();

        Assert.Equal(Outcome.Won, (await desk.ReadAsync(excavators.Id)).Outcome);
        Assert.Equal(rows.Count, (await RowsAsync(excavators)).Count);
        Assert.True((await NextAsync()).ExistingCustomer);
        Assert.Equal((1, 1, 0), await FunnelAsync(await desk.CallAsync(), "sales-cycle-7"));
    }

    [Fact]
    public async Task One_undo_takes_all_of_it_back()
    {
        await TransferAsync();
        var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());

        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true)));

        var old = await desk.ReadAsync(excavators.Id);
        Assert.Equal((Outcome.Open, (DateTime?)null), (old.Outcome, old.OutcomeAt));
        Assert.Null(Assert.Single(await RowsAsync(old)).LeftTo);
        Assert.Empty(await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.TransferredFromId != null).ToListAsync()));
        Assert.Empty(await desk.App.UnwellAsync());
        await desk.Browser.VisitAsync($"/deals/{old.Id}");
        Assert.DoesNotContain("In other processes", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_another_process_in_use_and_a_stage_before_its_sale_will_do()
    {
        Assert.Equal("process", Assert.IsType<TransferResult.Faulty>(await TransferAsync("sales-cycle-7")).Field);
        Assert.Equal("process", Assert.IsType<TransferResult.Faulty>(await TransferAsync("nowhere")).Field);
        Assert.Equal("stage", Assert.IsType<TransferResult.Faulty>(await TransferAsync("aida", "nowhere")).Field);
        await desk.DoAsync<AddProcess, SalesProcess>(verb => verb.RunAsync(Template.With("pipeline-4")));
        Assert.Equal("stage", Assert.IsType<TransferResult.Faulty>(await TransferAsync("pipeline-4", "payment")).Field);
        Assert.Equal(Outcome.Open, (await desk.ReadAsync(excavators.Id)).Outcome);
    }

    [Fact]
    public async Task Rights_and_visibility_hold_for_both_deals()
    {
        await desk.HireAsync("Rita", Role.Reader);
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        await Assert.ThrowsAsync<NotAllowedException>(() => TransferAsync(email: "rita@nordwerk.example"));
        Assert.IsType<TransferResult.NotFound>(await TransferAsync(email: "tom@nordwerk.example"));

        var tom = await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").Select(user => user.Id).SingleAsync());
        await desk.DoAsync<TransferDeal, TransferResult>(verb => verb.RunAsync(excavators.Id, new Transferring("aida", null, new Dictionary<string, string>(), tom, "")));
        var browser = await desk.SignInAsync("Tom");
        await browser.VisitAsync($"/deals/{(await NextAsync()).Id}");
        Assert.DoesNotContain("In other processes", browser.Text, StringComparison.Ordinal);
        await browser.VisitAsync($"/deals/{(await NextAsync()).Id}/actions");
        Assert.NotNull(browser.Page.QuerySelector("#card-actions a[href*='/transfer']"));
    }

    private Task<TransferResult> TransferAsync(string process = "aida", string? stage = null, string email = App.OwnerEmail) =>
        desk.DoAsync<TransferDeal, TransferResult>(verb => verb.RunAsync(excavators.Id, new Transferring(process, stage, new Dictionary<string, string>(), excavators.OwnerId, "")), email);

    private Task<Deal> NextAsync() => desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync(deal => deal.TransferredFromId == excavators.Id));

    private Task<List<StageTransition>> RowsAsync(Deal deal) =>
        desk.App.InDbAsync(db => db.Transitions.AsNoTracking().Where(row => row.DealId == deal.Id).OrderBy(row => row.Seq).ToListAsync());

    private static async Task<(int Entered, int Won, int Lost)> FunnelAsync(Caller caller, string process)
    {
        var figures = (await caller.GetAsync($"reports/funnel?process={process}")).Expect(200).Json.GetProperty("figures");
        return (figures.GetProperty("entered").GetInt32(), figures.GetProperty("won").GetInt32(), figures.GetProperty("lost").GetInt32());
    }
}

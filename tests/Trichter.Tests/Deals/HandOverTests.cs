using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.HandOvers;
using Trichter.Deals.History;
using Trichter.Deals.Move;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>A deal passes a hand-over of its process, is given with a checklist, and is accepted or comes back with a reason.</summary>
public sealed class HandOverTests : IAsyncLifetime
{
    private const string Jan = "jan@nordwerk.example";
    private const string Sven = "sven@nordwerk.example";

    private Desk desk = null!;
    private Deal crane = null!;
    private Browser jan = null!, sven = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync("sales-process-8");
        await desk.HireAsync("Jan", Role.Seller, Visibility.Own);
        await desk.HireAsync("Sven", Role.Service, Visibility.Own);
        crane = await desk.EnterAsync("Tower crane", stage: "closing", email: Jan);
        jan = await desk.SignInAsync("Jan");
        sven = await desk.SignInAsync("Sven");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_is_open_on_the_checklist_asks_for_a_reason_and_then_waits_for_the_receiver()
    {
        await WinAndPassAsync();
        await jan.SubmitAsync("main form:has([name='Form.ReceiverId'])", ("Form.Note", "They want it before Easter"));
        Assert.Contains("Not everything is done", jan.Text, StringComparison.Ordinal);
        Assert.Empty(await HandOversAsync());

        await jan.SubmitAsync("main form:has([name='Form.ReceiverId'])", ("Form.Reason", "The site plan follows by post"));
        var given = Assert.Single(await HandOversAsync());
        Assert.Equal(("order-to-order-entry", "delivery", HandOverState.Waiting, "The site plan follows by post", 5), (given.StageKey, given.ToStageKey, given.State, given.Reason, given.Open.Count()));

        await jan.VisitAsync($"/deals/{crane.Id}");
        Assert.Contains("Waiting for acceptance by Sven since", jan.Text, StringComparison.Ordinal);
        Assert.Null(jan.Page.QuerySelector($"form[action='/deals/{crane.Id}/hand-over/accept']"));
        await jan.VisitAsync("/deals/board/sales-process-8");
        Assert.Contains("waits for Sven", jan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_move_past_the_point_leads_to_the_hand_over_and_not_now_leaves_it_due()
    {
        await WinAsync(desk, crane, Jan);
        await jan.VisitAsync($"/deals/{crane.Id}/move?stage={await StageAsync("delivery")}");
        await jan.SubmitAsync("main form:has([name='Form.StageId'])", jan.Page.QuerySelector("main [name='Form.Reason']") is null ? [] : [("Form.Reason", "In a hurry")]);
        Assert.Equal($"/deals/{crane.Id}/hand-over", jan.Address.AbsolutePath);

        await jan.VisitAsync($"/deals/{crane.Id}");
        Assert.Contains("To be handed over to Service", jan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receiver_sees_what_waits_for_them_and_owns_it_once_accepted()
    {
        Assert.Equal(404, await StatusAsync(sven, $"/deals/{crane.Id}"));
        await GiveAsync();
        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(30);

        await sven.VisitAsync("/hand-overs");
        Assert.Contains("Tower crane", sven.Text, StringComparison.Ordinal);
        await sven.VisitAsync($"/deals/{crane.Id}");
        await sven.SubmitAsync($"form[action='/deals/{crane.Id}/hand-over/accept']");

        var (its, deal, user) = (Assert.Single(await HandOversAsync()), await desk.ReadAsync(crane.Id), await UserAsync(Sven));
        Assert.Equal((HandOverState.Accepted, user.Id, user.Id), (its.State, its.SettledBy, deal.OwnerId));
        Assert.Equal(1.25, its.WaitingDays(desk.App.Clock.Now.AddDays(9)), 6);
        Assert.Contains("30.0 h", sven.Text, StringComparison.Ordinal);
        Assert.Equal(404, await StatusAsync(jan, $"/deals/{crane.Id}"));

        Assert.IsType<MoveResult.Moved>(await MoveAsync("invoice", Sven));
    }

    [Fact]
    public async Task A_returned_deal_goes_back_to_the_stage_and_the_owner_it_came_from_and_can_be_given_again()
    {
        await GiveAsync();
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(3);
        await sven.VisitAsync($"/deals/{crane.Id}");
        await sven.SubmitAsync($"form[action='/deals/{crane.Id}/hand-over/return']", ("reason", "Which crane?"));
        Assert.Equal("/hand-overs", sven.Address.AbsolutePath);

        var (its, deal) = (Assert.Single(await HandOversAsync()), await desk.ReadAsync(crane.Id));
        Assert.Equal((HandOverState.Returned, "Which crane?"), (its.State, its.Answer));
        Assert.Equal(((await UserAsync(Jan)).Id, Outcome.Won), (deal.OwnerId, deal.Outcome));
        var last = (await RowsAsync())[^1];
        Assert.Equal(("order-to-order-entry", TransitionKind.Back, 2, "Which crane?"), (last.StageKey, last.Kind, last.Visit, last.Reason));

        await jan.VisitAsync($"/deals/{crane.Id}");
        Assert.Contains("Returned by Sven", jan.Text, StringComparison.Ordinal);
        Assert.Contains("Which crane?", jan.Text, StringComparison.Ordinal);
        Assert.IsType<GiveResult.NothingDue>(await GiveAsync(win: false, move: false));
        await GiveAsync(win: false);
        Assert.Equal([HandOverState.Waiting, HandOverState.Returned], (await HandOversAsync()).OrderByDescending(one => one.Id).Select(one => one.State));
    }

    [Fact]
    public async Task A_return_needs_a_reason_and_the_right_person()
    {
        await GiveAsync();

        Assert.IsType<SettleResult.Faulty>(await SettleAsync(verb => verb.ReturnAsync(crane.Id, " "), Sven));
        Assert.IsType<SettleResult.NotYours>(await SettleAsync(verb => verb.AcceptAsync(crane.Id), Jan));
        await desk.HireAsync("Tina", Role.Service);
        Assert.IsType<SettleResult.NotYours>(await SettleAsync(verb => verb.AcceptAsync(crane.Id), "tina@nordwerk.example"));
        await desk.HireAsync("Rita", Role.Reader);
        await Assert.ThrowsAsync<NotAllowedException>(() => SettleAsync(verb => verb.AcceptAsync(crane.Id), "rita@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<GiveDeal, GiveResult>(verb => verb.RunAsync(crane.Id, Nothing), "rita@nordwerk.example"));

        Assert.IsType<SettleResult.Settled>(await SettleAsync(verb => verb.AcceptAsync(crane.Id), App.OwnerEmail));
        Assert.Equal((await UserAsync(Sven)).Id, (await desk.ReadAsync(crane.Id)).OwnerId);
        Assert.IsType<SettleResult.NothingWaits>(await SettleAsync(verb => verb.AcceptAsync(crane.Id), Sven));
    }

    [Fact]
    public async Task Given_to_a_role_it_belongs_to_whoever_accepts_it_first_and_the_owner_stays_where_that_was_said()
    {
        await GiveAsync(giving: Nothing with { Reason = "Later", ChangesOwner = false });
        await desk.HireAsync("Tina", Role.Service, Visibility.Own);

        Assert.IsType<SettleResult.Settled>(await SettleAsync(verb => verb.AcceptAsync(crane.Id), "tina@nordwerk.example"));
        Assert.Equal((await UserAsync(Jan)).Id, (await desk.ReadAsync(crane.Id)).OwnerId);
    }

    [Fact]
    public async Task Only_those_who_may_take_over_can_be_chosen()
    {
        await WinAndPassAsync();
        await desk.HireAsync("Max", Role.Marketing);

        var faulty = Assert.IsType<GiveResult.Faulty>(await GiveAsync(win: false, move: false, giving: Nothing with { ReceiverId = (await UserAsync("max@nordwerk.example")).Id }));
        Assert.Equal("ReceiverId", faulty.Field);
    }

    [Fact]
    public async Task One_person_who_holds_all_roles_hands_over_to_themselves_without_waiting()
    {
        var deal = await desk.EnterAsync("Forklift", stage: "closing");
        await WinAndPassAsync(deal, App.OwnerEmail);
        var me = (await UserAsync(App.OwnerEmail)).Id;

        var given = Assert.IsType<GiveResult.Given>(await desk.DoAsync<GiveDeal, GiveResult>(verb => verb.RunAsync(deal.Id, Nothing with { ReceiverId = me, Reason = "I know" })));

        Assert.Equal((HandOverState.Accepted, true), (given.HandOver.State, given.HandOver.IsToOneself));
        Assert.Equal(0, (await TimesAsync()).Given);
    }

    [Fact]
    public async Task Undo_takes_back_the_giving_the_return_and_the_acceptance()
    {
        await GiveAsync();
        await UndoAsync();
        Assert.Empty(await HandOversAsync());

        await GiveAsync(win: false, move: false);
        await SettleAsync(verb => verb.ReturnAsync(crane.Id, "Which crane?"), Sven);
        await UndoAsync();
        var (its, deal) = (Assert.Single(await HandOversAsync()), await desk.ReadAsync(crane.Id));
        Assert.Equal((HandOverState.Waiting, ""), (its.State, its.Answer));
        Assert.Equal("delivery", (await RowsAsync())[^1].StageKey);

        await SettleAsync(verb => verb.AcceptAsync(crane.Id), Sven);
        await UndoAsync();
        Assert.True(Assert.Single(await HandOversAsync()).IsWaiting);
        Assert.Equal(deal.OwnerId, (await desk.ReadAsync(crane.Id)).OwnerId);
    }

    [Fact]
    public async Task Moving_back_or_withdrawing_ends_the_waiting()
    {
        await GiveAsync();
        Assert.IsType<MoveResult.Moved>(await MoveAsync("order-to-order-entry", Jan));
        Assert.Equal(HandOverState.Withdrawn, Assert.Single(await HandOversAsync()).State);

        await GiveAsync(win: false);
        Assert.IsType<SettleResult.NotYours>(await SettleAsync(verb => verb.WithdrawAsync(crane.Id), Sven));
        Assert.IsType<SettleResult.Settled>(await SettleAsync(verb => verb.WithdrawAsync(crane.Id), Jan));
        Assert.All(await HandOversAsync(), one => Assert.Equal(HandOverState.Withdrawn, one.State));
    }

    [Fact]
    public async Task A_deal_that_was_given_by_being_won_stays_won_when_it_comes_back()
    {
        await using var other = await Desk.OpenAsync();
        await other.HireAsync("Sven", Role.Service);
        var deal = await other.EnterAsync("Two excavators");
        await WinAsync(other, deal);
        await other.DoAsync<GiveDeal, GiveResult>(verb => verb.RunAsync(deal.Id, Nothing with { Reason = "Later" }));
        var rows = await other.App.InDbAsync(db => db.Transitions.CountAsync());

        Assert.IsType<SettleResult.Settled>(await other.DoAsync<SettleHandOver, SettleResult>(verb => verb.ReturnAsync(deal.Id, "No order"), Sven));

        Assert.Equal(Outcome.Won, (await other.ReadAsync(deal.Id)).Outcome);
        Assert.Equal(rows, await other.App.InDbAsync(db => db.Transitions.CountAsync()));
        Assert.IsType<GiveResult.Given>(await other.DoAsync<GiveDeal, GiveResult>(verb => verb.RunAsync(deal.Id, Nothing with { Reason = "Here it is" })));
    }

    [Fact]
    public async Task The_page_of_the_process_tells_what_a_hand_over_costs_and_opens_its_rows()
    {
        await GiveAsync();
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(2);
        await SettleAsync(verb => verb.ReturnAsync(crane.Id, "Which crane?"), Sven);
        await GiveAsync(win: false);
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(4);
        await SettleAsync(verb => verb.AcceptAsync(crane.Id), Sven);

        Assert.Equal(new HandOverTimes(2, 0, 1, 3), await TimesAsync());
        await desk.Browser.VisitAsync("/processes/sales-process-8");
        Assert.Contains("half answered within 3.0 d (n = 2)", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("1 of 2 returned", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/hand-overs?process=sales-process-8&stage=order-to-order-entry");
        Assert.Equal(2, desk.Browser.Page.QuerySelectorAll("[data-row]").Length);
    }

    private static Giving Nothing => new(null, [], "", "", ChangesOwner: true);

    private async Task<GiveResult> GiveAsync(bool win = true, bool move = true, Giving? giving = null)
    {
        if (win) await WinAndPassAsync();
        else if (move) await MoveAsync("delivery", Jan);
        var sven = (await UserAsync(Sven)).Id;
        return await desk.DoAsync<GiveDeal, GiveResult>(verb => verb.RunAsync(crane.Id, giving ?? Nothing with { ReceiverId = sven, Reason = "Later" }), Jan);
    }

    private async Task WinAndPassAsync()
    {
        await WinAndPassAsync(crane, Jan);
        await jan.VisitAsync($"/deals/{crane.Id}/hand-over");
    }

    private async Task WinAndPassAsync(Deal deal, string email)
    {
        await WinAsync(desk, deal, email);
        Assert.IsType<MoveResult.Moved>(await MoveAsync("delivery", email, deal));
    }

    private static async Task WinAsync(Desk desk, Deal deal, string email = App.OwnerEmail)
    {
        await ConfirmAllAsync(desk, deal, email);
        Assert.IsType<CloseResult.Closed>(await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(Outcome.Won, null, "", null, "")), email));
    }

    private static async Task ConfirmAllAsync(Desk desk, Deal deal, string email)
    {
        foreach (var stage in (await desk.VersionAsync()).Stages)
            foreach (var criterion in stage.Criteria.Where(criterion => criterion.Kind == "confirmation"))
                await desk.DoAsync<ConfirmCriterion, bool>(verb => verb.SwitchAsync(deal.Id, $"{stage.Key}/{criterion.Key}"), email);
    }

    private async Task<MoveResult> MoveAsync(string stage, string email, Deal? deal = null)
    {
        var target = await StageAsync(stage);
        return await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync((deal ?? crane).Id, target, [], "In a hurry"), email);
    }

    private async Task<Guid> StageAsync(string key) => (await desk.VersionAsync()).StageWithKey(key)!.Id;

    private Task<SettleResult> SettleAsync(Func<SettleHandOver, Task<SettleResult>> work, string email) => desk.DoAsync(work, email);

    private Task<List<HandOver>> HandOversAsync() => desk.App.InDbAsync(db => db.HandOvers.AsNoTracking().Where(its => its.DealId == crane.Id).ToListAsync());

    private Task<List<StageTransition>> RowsAsync() => desk.App.InDbAsync(db => db.Transitions.AsNoTracking().Where(row => row.DealId == crane.Id).OrderBy(row => row.Seq).ToListAsync());

    private Task<User> UserAsync(string email) => desk.App.InDbAsync(db => db.Users.AsNoTracking().SingleAsync(user => user.Email == email));

    private Task<HandOverTimes> TimesAsync() => desk.DoAsync<Me, HandOverTimes>(me =>
        desk.App.InDbAsync(db => HandOverTimes.OfAsync(db, me, crane.ProcessId, "order-to-order-entry")));

    private async Task UndoAsync()
    {
        var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true)));
    }

    private static async Task<int> StatusAsync(Browser browser, string path) => (int)(await browser.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;
}

using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Leads.Proposals;
using Trichter.Leads.Questionnaires;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Leads;

/// <summary>Marketing proposes a deal to sales, sales accepts it or sends it back with a reason; who and when is measured.</summary>
public sealed class LeadTests : IAsyncLifetime
{
    private const string Max = "max@nordwerk.example";
    private const string Tom = "tom@nordwerk.example";

    private Desk desk = null!;
    private Deal petry = null!;
    private Browser max = null!, tom = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Max", Role.Marketing);
        await desk.HireAsync("Tom", Role.Seller);
        petry = await desk.EnterAsync("Two excavators");
        await desk.App.InDbAsync(db => db.Deals.ExecuteUpdateAsync(set => set.SetProperty(deal => deal.OwnerId, (Guid?)null)));
        max = await desk.SignInAsync("Max");
        tom = await desk.SignInAsync("Tom");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Marketing_proposes_and_sales_accepts_in_one_click_and_takes_it_over()
    {
        await max.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("Nobody has spoken with them yet", max.Text, StringComparison.Ordinal);
        await max.SubmitAsync($"form[action='/deals/{petry.Id}/lead/propose']", ("note", "Asked for a price twice"));
        Assert.Contains("proposed the deal to sales (MQL)", max.Text, StringComparison.Ordinal);
        Assert.Equal("Waiting", max.Page.QuerySelector("[data-lead]")!.GetAttribute("data-lead"));
        Assert.Null(max.Page.QuerySelector("form[action$='/lead/accept']"));

        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(5);
        await tom.VisitAsync("/leads");
        Assert.Contains("Asked for a price twice", tom.Text, StringComparison.Ordinal);
        await tom.SubmitAsync("form[action$='/lead/accept']");
        Assert.Equal("/leads", tom.Address.AbsolutePath);
        Assert.Empty(tom.Page.QuerySelectorAll("[data-row]"));
        Assert.Contains("half accepted within 5.0 h (n = 1)", tom.Text, StringComparison.Ordinal);

        var (its, deal) = (Assert.Single(await AllAsync()), await desk.ReadAsync(petry.Id));
        Assert.Equal((ProposalState.Accepted, await IdOfAsync(Max), await IdOfAsync(Tom), desk.App.Clock.Now), (its.State, its.ProposedBy, its.SettledBy, its.SettledAt));
        Assert.Equal(await IdOfAsync(Tom), deal.OwnerId);
        await tom.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("accepted by sales (SQL)", tom.Text, StringComparison.Ordinal);
        Assert.Contains("after 5.0 h", tom.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_lead_goes_back_with_its_reason_and_can_be_proposed_again()
    {
        await ProposeAsync();
        Assert.NotNull(await desk.DoAsync<ProposeLead, Told?>(verb => verb.RunAsync(petry.Id, ""), Max));
        await tom.VisitAsync("/leads");
        await tom.PressAsync("form[action$='/lead/reject']", "reason", "TooEarly", ("note", "They build in 2028"));

        await max.VisitAsync("/leads?show=rejected");
        Assert.Contains("too early · They build in 2028", max.Text, StringComparison.Ordinal);
        await max.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("rejected the lead, back to marketing: too early", max.Text, StringComparison.Ordinal);
        await max.SubmitAsync($"form[action='/deals/{petry.Id}/lead/propose']");
        Assert.Equal([ProposalState.Rejected, ProposalState.Waiting], (await AllAsync()).Select(its => its.State));
    }

    [Fact]
    public async Task A_rejection_needs_a_reason_and_another_reason_needs_words()
    {
        await ProposeAsync();
        Assert.IsType<ProposalResult.Faulty>(await AnswerAsync(verb => verb.RejectAsync(petry.Id, null, "No"), Tom));
        Assert.IsType<ProposalResult.Faulty>(await AnswerAsync(verb => verb.RejectAsync(petry.Id, RejectReason.Other, " "), Tom));
        Assert.True(Assert.Single(await AllAsync()).IsWaiting);
    }

    [Fact]
    public async Task Undo_takes_back_acceptance_rejection_and_proposal()
    {
        await ProposeAsync();
        await AnswerAsync(verb => verb.AcceptAsync(petry.Id), Tom);
        await UndoAsync();
        Assert.True(Assert.Single(await AllAsync()).IsWaiting);
        Assert.Null((await desk.ReadAsync(petry.Id)).OwnerId);

        await AnswerAsync(verb => verb.RejectAsync(petry.Id, RejectReason.NoInterest, ""), Tom);
        await UndoAsync();
        Assert.Equal((true, null), (Assert.Single(await AllAsync()).IsWaiting, Assert.Single(await AllAsync()).Reason));
    }

    [Fact]
    public async Task Only_those_with_the_right_propose_and_answer_and_only_what_they_see()
    {
        await desk.HireAsync("Rita", Role.Reader);
        await desk.HireAsync("Otto", Role.Seller, Visibility.Own);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<ProposeLead, Told?>(verb => verb.RunAsync(petry.Id, ""), "rita@nordwerk.example"));
        await desk.App.InDbAsync(async db => await db.Deals.ExecuteUpdateAsync(set => set.SetProperty(deal => deal.OwnerId, db.Users.Where(user => user.Email == Max).Select(user => (Guid?)user.Id).First())));
        await ProposeAsync();

        await Assert.ThrowsAsync<NotAllowedException>(() => AnswerAsync(verb => verb.AcceptAsync(petry.Id), Max));
        Assert.IsType<ProposalResult.NotFound>(await AnswerAsync(verb => verb.AcceptAsync(petry.Id), "otto@nordwerk.example"));
        var otto = await desk.SignInAsync("Otto");
        await otto.VisitAsync("/leads");
        Assert.Empty(otto.Page.QuerySelectorAll("[data-row]"));
        Assert.Equal("Waiting0", otto.Page.QuerySelector("a[href='/leads?show=waiting']")!.TextContent);

        await AnswerAsync(verb => verb.AcceptAsync(petry.Id), Tom);
        Assert.Equal(await IdOfAsync(Tom), (await desk.ReadAsync(petry.Id)).OwnerId);
        Assert.IsType<ProposalResult.NothingWaits>(await AnswerAsync(verb => verb.AcceptAsync(petry.Id), Tom));
    }

    [Fact]
    public async Task A_deal_of_somebody_who_sells_stays_theirs_whoever_accepts_it()
    {
        var sabines = await desk.EnterAsync("Sabines deal");
        Assert.Null(await desk.DoAsync<ProposeLead, Told?>(verb => verb.RunAsync(sabines.Id, "")));
        await AnswerAsync(verb => verb.AcceptAsync(sabines.Id), Tom);
        Assert.Equal(await IdOfAsync(App.OwnerEmail), (await desk.ReadAsync(sabines.Id)).OwnerId);
    }

    [Fact]
    public async Task Answers_that_say_that_it_fits_propose_it_where_the_questionnaire_says_so_and_one_undo_takes_both_back()
    {
        await desk.Browser.VisitAsync("/settings/questionnaires/bant");
        await desk.Browser.PressAsync("main form:has([name='Form.Seen'])", "Form.Publish", "true", ("Form.ProposesFits", true));
        var fits = new Dictionary<string, string>
        {
            ["budget-state"] = "approved",
            ["budget-amount"] = "400000",
            ["who-decides"] = "Mrs Petry",
            ["access"] = "yes",
            ["need"] = "Two machines",
            ["need-for-us"] = "yes",
        };
        var answered = Assert.IsType<AnswerResult.Answered>(await desk.DoAsync<AnswerQuestions, AnswerResult>(verb => verb.RunAsync(petry.Id, "bant", new Answering(fits, [], AnswerSource.Call, Confidence.High, ""))));

        Assert.Equal(Verdict.Fit, answered.Judgement.Verdict);
        Assert.Null(Assert.Single(await AllAsync()).ProposedBy);
        await tom.VisitAsync("/leads");
        Assert.Contains("by its answers", tom.Text, StringComparison.Ordinal);
        Assert.Equal("BANT: fits, 85 %", tom.Page.QuerySelector("[data-judged]")!.TextContent);
        await UndoAsync();
        Assert.Empty(await AllAsync());
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Answers.CountAsync()));
    }

    [Fact]
    public async Task Once_somebody_has_called_the_deal_no_longer_says_that_nobody_has()
    {
        await desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(petry.Id, ActivityType.Call, "Spoke to Mr Wulf", null));
        await tom.VisitAsync($"/deals/{petry.Id}");
        Assert.DoesNotContain("Nobody has spoken with them yet", tom.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_times_are_those_of_ninety_days_and_a_share_needs_five_cases()
    {
        for (var i = 1; i <= 5; i++)
        {
            var deal = await desk.EnterAsync($"Deal {i}");
            await desk.DoAsync<ProposeLead, Told?>(verb => verb.RunAsync(deal.Id, ""));
            desk.App.Clock.Now = desk.App.Clock.Now.AddHours(i);
            await AnswerAsync(verb => i == 5 ? verb.RejectAsync(deal.Id, RejectReason.TooEarly, "") : verb.AcceptAsync(deal.Id), Tom);
            Assert.Equal(i < 5 ? null : .8, (await TimesAsync()).AcceptedShare);
        }

        Assert.Equal(new LeadTimes(5, 0, 4, 1, 2.5), await TimesAsync());
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(91);
        Assert.Equal(new LeadTimes(0, 0, 0, 0, null), await TimesAsync());
    }

    private async Task ProposeAsync() => Assert.Null(await desk.DoAsync<ProposeLead, Told?>(verb => verb.RunAsync(petry.Id, "Fits"), Max));

    private Task<ProposalResult> AnswerAsync(Func<AnswerProposal, Task<ProposalResult>> work, string email) => desk.DoAsync(work, email);

    private Task<List<LeadProposal>> AllAsync() => desk.App.InDbAsync(db => db.LeadProposals.AsNoTracking().OrderBy(its => its.Id).ToListAsync());

    private Task<Guid?> IdOfAsync(string email) => desk.App.InDbAsync(db => db.Users.Where(user => user.Email == email).Select(user => (Guid?)user.Id).SingleAsync());

    private Task<LeadTimes> TimesAsync() => desk.DoAsync<Me, LeadTimes>(me => desk.App.InDbAsync(db => LeadTimes.OfAsync(db, me, desk.App.Clock.Now)));

    private async Task UndoAsync()
    {
        var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true)));
    }
}

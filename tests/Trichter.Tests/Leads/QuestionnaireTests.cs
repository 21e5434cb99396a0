using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Leads.Questionnaires;
using Trichter.Leads.Questionnaires.Edit;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Leads;

/// <summary>A questionnaire is answered during a call, grows old, says whether the deal fits, and is changed in versions.</summary>
public sealed class QuestionnaireTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    private string Page => $"/deals/{petry.Id}/questionnaire/bant";

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.EnterAsync("Two excavators");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Answers_of_a_call_are_written_down_with_who_when_from_where_and_how_sure()
    {
        await AnswerAsync(("q-budget-state", "approved"), ("q-budget-amount", "412,600.50"), ("q-need", "Two machines"), ("Form.Source", "Call"), ("Form.Confidence", "High"), ("Form.Note", "Mr Wulf"));

        var answers = await AnswersAsync();
        Assert.Equal(["412600.50", "Two machines", "approved"], answers.Select(answer => answer.Value).Order(StringComparer.Ordinal));
        Assert.All(answers, answer => Assert.Equal((AnswerSource.Call, Confidence.High, "Mr Wulf", desk.App.Clock.Now), (answer.Source, answer.Confidence, answer.Note, answer.AnsweredAt)));
        Assert.Contains("noted answers to BANT (3, said in a call): not yet known", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("3 of 8 answered", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_said_beside_the_question_and_nothing_typed_is_lost()
    {
        await AnswerAsync(("q-budget-amount", "quite a lot"), ("q-need", "Two machines"), ("q-access", "yes"), ("Form.Note", "Mr Wulf"));

        Assert.Contains("This is not a number.", desk.Browser.Page.QuerySelector("[data-question=budget-amount]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Two machines", desk.Browser.Page.QuerySelector("[name=q-need]")!.TextContent);
        Assert.Equal("yes", desk.Browser.Page.QuerySelector("[name=q-access][checked]")!.GetAttribute("value"));
        Assert.Equal("Mr Wulf", desk.Browser.Page.QuerySelector("[name='Form.Note']")!.GetAttribute("value"));
        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task Only_what_changed_becomes_an_answer_and_the_earlier_one_is_kept_and_shown()
    {
        await AnswerAsync(("q-need", "Two machines"), ("q-access", "no"));
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(10);
        await AnswerAsync(("q-need", "Three machines"));

        var answers = await AnswersAsync();
        Assert.Equal(3, answers.Count);
        Assert.Equal(desk.App.Clock.Now, answers.Single(answer => answer.Value == "Two machines").ReplacedAt);
        Assert.Null(answers.Single(answer => answer.QuestionKey == "access").ReplacedAt);
        await desk.Browser.VisitAsync(Page);
        Assert.Contains("1 earlier answer", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync("main form:has([name='Form.Source'])");
        Assert.Equal(3, (await AnswersAsync()).Count);
    }

    [Fact]
    public async Task An_answer_grows_stale_says_so_and_is_fresh_again_once_it_was_heard_again()
    {
        await AnswerAsync(("q-budget-state", "approved"));
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(96);
        var browser = await desk.App.SignInAsync();
        await browser.VisitAsync($"/deals/{petry.Id}");
        var panel = browser.Page.QuerySelector("[data-questionnaire=bant]")!;
        Assert.Contains("1 out of date", panel.TextContent, StringComparison.Ordinal);
        Assert.Contains("96 days old", panel.QuerySelector(".tr-bant-stale")!.TextContent, StringComparison.Ordinal);

        await browser.VisitAsync(Page);
        await browser.SubmitAsync("main form:has([name='Form.Source'])", ("Form.Confirmed", "budget-state"));
        Assert.DoesNotContain("out of date", browser.Page.QuerySelector("[data-questionnaire=bant]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await AnswersAsync()).Count);
    }

    [Fact]
    public async Task A_deal_that_does_not_fit_says_why_and_offers_to_stop_or_to_ask_again_later()
    {
        await AnswerAsync(("q-budget-state", "never"));
        var note = desk.Browser.Page.QuerySelector("[data-questionnaire=bant] .tr-note-warn")!;
        Assert.Contains("put no more work into it", note.TextContent, StringComparison.Ordinal);
        Assert.Contains("Is there a budget? there will be none", note.TextContent, StringComparison.Ordinal);

        await desk.Browser.VisitAsync(note.QuerySelector("a[href*=Parked]")!.GetAttribute("href")!);
        Assert.Contains("there will be none", desk.Browser.Page.QuerySelector("[name='Form.Note']")!.TextContent, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form:has([name='Form.Until'])", ("Form.Until", "2027-06-01"));
        var parked = await desk.ReadAsync(petry.Id);
        Assert.Equal((Outcome.Parked, new DateOnly(2027, 6, 1)), (parked.Outcome, parked.ParkedUntil));
    }

    [Fact]
    public async Task The_criterion_is_met_by_the_verdict_or_by_the_share_that_is_answered()
    {
        await desk.DemandAsync("questionnaire", ("questionnaire", "bant"));
        petry = await desk.EnterAsync("By verdict");
        await AnswerAsync(FitAnswers);
        Assert.Contains("fits", desk.Browser.Page.QuerySelector("[data-verdict]")!.TextContent, StringComparison.Ordinal);
        Assert.True(await desk.IsPassedAsync(petry.Id));
        await AnswerAsync(("q-need-for-us", "no"));
        Assert.False(await desk.IsPassedAsync(petry.Id));
        await UndoLastAsync();
        Assert.True(await desk.IsPassedAsync(petry.Id));
        Assert.All(await AnswersAsync(), answer => Assert.Null(answer.ReplacedAt));
    }

    [Fact]
    public async Task The_criterion_can_ask_for_a_share()
    {
        await desk.DemandAsync("questionnaire", ("questionnaire", "bant"), ("share", "25"));
        petry = await desk.EnterAsync("By share");
        await AnswerAsync(("q-access", "no"));
        Assert.False(await desk.IsPassedAsync(petry.Id));
        await AnswerAsync(("q-need", "Two machines"));
        Assert.True(await desk.IsPassedAsync(petry.Id));
    }

    [Fact]
    public async Task A_change_goes_into_a_draft_and_deals_are_asked_it_only_once_it_is_published()
    {
        await AnswerAsync(("q-need", "Two machines"));
        await desk.Browser.VisitAsync("/settings/questionnaires/bant");
        await desk.Browser.PressAsync("main form:has([name='Form.Seen'])", "Form.Publish", "false", ("Form.Questions[0].Text.En", "Is the money there?"), ("Form.Questions[8].Text.En", "How many machines?"), ("Form.Questions[8].Kind", "Number"), ("Form.Questions[8].Group", "need"));
        await desk.Browser.VisitAsync(Page);
        Assert.DoesNotContain("Is the money there?", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync("/settings/questionnaires/bant");
        Assert.Contains("You edit the draft of version 2", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("main form:has([name='Form.Seen'])", "Form.Publish", "true");
        Assert.Contains("Version 2 is published", desk.Browser.Text, StringComparison.Ordinal);

        var versions = await VersionsAsync();
        Assert.Equal(["Is there a budget?", "Is the money there?"], versions.Select(version => version.QuestionWith("budget-state")!.Text.En));
        Assert.Equal((8, 9), (versions[0].Questions.Count(), versions[1].Questions.Count()));
        await AnswerAsync(("q-how-many-machines", "2"));
        Assert.Contains("2 of 9 answered", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_editor_says_what_is_wrong_and_tells_the_second_of_two()
    {
        await desk.Browser.VisitAsync("/settings/questionnaires/bant");
        await desk.Browser.PressAsync("main form:has([name='Form.Seen'])", "Form.Publish", "false", ("Form.Questions[0].Good", "gold"), ("Form.Questions[1].Weight", "heavy"));
        Assert.Contains("No answer is called gold. There are: approved, planned, none, never.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("The weight is a whole number up to 100.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("heavy", desk.Browser.Page.QuerySelector("[name='Form.Questions[1].Weight']")!.GetAttribute("value"));

        await desk.DoAsync<EditQuestionnaire, QuestionnaireSaved>(async verb =>
        {
            var (questionnaire, version) = await desk.App.InDbAsync(async db => (await db.Questionnaires.SingleAsync(), await db.QuestionnaireVersions.SingleAsync()));
            return await verb.SaveAsync("bant", QuestionnaireForm.Of(questionnaire, version), publish: false);
        });
        await desk.Browser.PressAsync("main form:has([name='Form.Seen'])", "Form.Publish", "false", ("Form.Questions[0].Good", "none"), ("Form.Questions[1].Weight", "3"));
        Assert.Contains("Somebody else saved this draft meanwhile", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(["approved", "planned", "none"], (await VersionsAsync())[1].QuestionWith("budget-state")!.Good.OneOf);
    }

    [Fact]
    public async Task One_that_ships_is_added_and_taken_back_and_an_own_one_begins_empty()
    {
        await desk.Browser.VisitAsync("/settings/questionnaires");
        await desk.Browser.SubmitAsync("form[action='/settings/questionnaires']", ("template", "meddic"));
        Assert.Equal("/settings/questionnaires/meddic", desk.Browser.Address.AbsolutePath);
        Assert.Contains("Economic buyer", desk.Browser.Page.Body!.InnerHtml, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.NotNull((await desk.App.InDbAsync(db => db.Questionnaires.AsNoTracking().SingleAsync(its => its.Key == "meddic"))).RetiredAt);

        await desk.Browser.VisitAsync("/settings/questionnaires");
        await desk.Browser.SubmitAsync("form[action='/settings/questionnaires']", ("template", ""), ("name", "Site check"));
        Assert.Equal("/settings/questionnaires/site-check", desk.Browser.Address.AbsolutePath);
        await desk.Browser.PressAsync("main form:has([name='Form.Seen'])", "Form.Publish", "true");
        Assert.Contains("At least one group is needed.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await desk.Browser.Http.GetAsync(new Uri($"/deals/{petry.Id}/questionnaire/site-check", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_change_the_deal_answers_nothing_and_who_may_not_edit_processes_edits_no_questions()
    {
        await desk.HireAsync("Rita", Role.Reader);
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var answering = new Answering(new Dictionary<string, string> { ["need"] = "Nothing" }, [], AnswerSource.Call, Confidence.Low, "");
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<AnswerQuestions, AnswerResult>(verb => verb.RunAsync(petry.Id, "bant", answering), "rita@nordwerk.example"));
        Assert.IsType<AnswerResult.NotFound>(await desk.DoAsync<AnswerQuestions, AnswerResult>(verb => verb.RunAsync(petry.Id, "bant", answering), "tom@nordwerk.example"));
        Assert.IsType<AnswerResult.Faulty>(await desk.DoAsync<AnswerQuestions, AnswerResult>(verb => verb.RunAsync(petry.Id, "bant", answering with { Source = AnswerSource.Link })));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<EditQuestionnaire, Questionnaire?>(verb => verb.AddAsync("champ", null), "tom@nordwerk.example"));
        Assert.Empty(await AnswersAsync());
    }

    private static (string, object)[] FitAnswers =>
    [
        ("q-budget-state", "approved"), ("q-budget-amount", "400000"), ("q-who-decides", "Mrs Petry"), ("q-access", "yes"), ("q-need", "Two machines"), ("q-need-for-us", "yes"),
    ];

    private async Task AnswerAsync(params (string Name, object Value)[] answers)
    {
        await desk.Browser.VisitAsync(Page);
        await desk.Browser.SubmitAsync("main form:has([name='Form.Source'])", answers);
    }

    private Task<List<Answer>> AnswersAsync() => desk.App.InDbAsync(db => db.Answers.AsNoTracking().Where(answer => answer.DealId == petry.Id).OrderBy(answer => answer.Id).ToListAsync());

    private Task<List<QuestionnaireVersion>> VersionsAsync() => desk.App.InDbAsync(db => db.QuestionnaireVersions.AsNoTracking().OrderBy(version => version.Number).ToListAsync());

    private async Task UndoLastAsync()
    {
        var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true)));
    }
}

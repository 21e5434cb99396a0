using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Leads.Questionnaires;
using Trichter.Leads.Questionnaires.Links;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Leads;

/// <summary>A customer answers by a link: only their questions, only of their deal, only as long as the link is good.</summary>
public sealed class CustomerLinkTests : IAsyncLifetime
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
    public async Task The_link_is_made_on_the_page_and_answered_without_signing_in_in_the_language_it_says()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/questionnaire/bant/link");
        await desk.Browser.SubmitAsync("main form:has([name='Form.SentTo'])", ("Form.SentTo", "Mr Wulf"), ("Form.Language", "pl"));
        var address = new Uri(desk.Browser.Page.QuerySelector("[data-link]")!.GetAttribute("value")!).PathAndQuery;

        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync(address);
        Assert.Equal("pl", customer.Page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Czy jest budżet?", customer.Text, StringComparison.Ordinal);
        Assert.Null(customer.Page.QuerySelector("[name=q-access]"));
        Assert.DoesNotContain("Two excavators", customer.Text, StringComparison.Ordinal);
        await customer.SubmitAsync("main form:has([name=q-need])", ("q-budget-state", "approved"), ("q-need", "Dwie koparki"), ("q-budget-amount", "412 600,50"));
        Assert.Contains("Dziękujemy", customer.Text, StringComparison.Ordinal);

        var answers = await AnswersAsync();
        Assert.Equal(["412600.50", "Dwie koparki", "approved"], answers.Select(answer => answer.Value).Order(StringComparer.Ordinal));
        Assert.All(answers, answer => Assert.Equal((AnswerSource.Link, (Guid?)null), (answer.Source, answer.AnsweredBy)));
        Assert.All(await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Answer)).ToListAsync()), entry => Assert.Null(entry.By));
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("received answers of the customer by link (Mr Wulf) to BANT (3)", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("answered by link", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_does_not_fit_is_said_to_the_customer_and_nothing_typed_is_lost()
    {
        var customer = await OpenAsync(await ShareAsync());
        await customer.SubmitAsync("main form:has([name=q-need])");
        Assert.Contains("Nothing has been answered yet.", customer.Text, StringComparison.Ordinal);
        await customer.SubmitAsync("main form:has([name=q-need])", ("q-budget-amount", "a lot"), ("q-need", "Two machines"));
        Assert.Contains("This is not a number.", customer.Text, StringComparison.Ordinal);
        Assert.Equal("Two machines", customer.Page.QuerySelector("[name=q-need]")!.TextContent);
        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task An_expired_link_opens_nothing_and_takes_nothing()
    {
        var secret = await ShareAsync();
        var customer = await OpenAsync(secret);
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(7);

        Assert.IsType<AnswerResult.NotFound>(await GiveAsync(secret));
        await customer.SubmitAsync("main form:has([name=q-need])", ("q-need", "Two machines"));
        Assert.Contains("This link is no longer valid", customer.Text, StringComparison.Ordinal);
        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task A_revoked_link_opens_nothing_and_no_undo_brings_it_back()
    {
        var secret = await ShareAsync();
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/questionnaire/bant/link");
        await desk.Browser.SubmitAsync("form[action$='/revoke']");

        Assert.Contains("This link is no longer valid", (await OpenAsync(secret)).Text, StringComparison.Ordinal);
        Assert.IsType<AnswerResult.NotFound>(await GiveAsync(secret));
        Assert.Empty(await AnswersAsync());
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Ledger.CountAsync(entry => entry.Record == nameof(QuestionnaireLink) && entry.Action == LedgerAction.Changed)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_secret_nobody_gave_out_opens_nothing(string secret)
    {
        await ShareAsync();
        Assert.Contains("This link is no longer valid", (await OpenAsync(secret)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tampered_secret_and_the_stored_hash_open_nothing()
    {
        var secret = await ShareAsync();
        var tampered = (secret[0] == 'A' ? 'B' : 'A') + secret[1..];
        var hash = await desk.App.InDbAsync(db => db.QuestionnaireLinks.Select(link => link.Hash).SingleAsync());

        Assert.NotEqual(secret, hash);
        Assert.IsType<AnswerResult.NotFound>(await GiveAsync(tampered));
        Assert.IsType<AnswerResult.NotFound>(await GiveAsync(hash));
        Assert.DoesNotContain(secret, string.Concat(await desk.App.InDbAsync(db => db.Ledger.Select(entry => entry.Fields).ToListAsync())), StringComparison.Ordinal);
        Assert.DoesNotContain(hash, string.Concat(await desk.App.InDbAsync(db => db.Ledger.Select(entry => entry.Fields).ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_answers_for_its_own_deal_and_only_what_is_meant_for_the_customer()
    {
        var secret = await ShareAsync();
        var other = await desk.EnterAsync("Another deal");

        Assert.IsType<AnswerResult.Answered>(await desk.App.WithAsync<AnswerByLink, AnswerResult>(verb =>
            verb.RunAsync(secret, new Dictionary<string, string> { ["need"] = "Two machines", ["access"] = "yes", ["strange"] = "x" })));

        Assert.Equal("need", Assert.Single(await AnswersAsync()).QuestionKey);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Answers.CountAsync(answer => answer.DealId == other.Id)));
    }

    [Fact]
    public async Task A_link_of_another_company_opens_nothing_here()
    {
        await using var elsewhere = await Desk.OpenAsync();
        var deal = await elsewhere.EnterAsync("Their deal");
        var shared = Assert.IsType<ShareResult.Shared>(await elsewhere.DoAsync<ShareQuestionnaire, ShareResult>(verb => verb.RunAsync(deal.Id, "bant", new Sharing("Them", "en", 7))));

        Assert.IsType<AnswerResult.NotFound>(await GiveAsync(shared.Secret));
    }

    [Fact]
    public async Task A_link_ends_with_its_deal_and_a_forged_form_is_refused()
    {
        var secret = await ShareAsync();
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("_handler", "customer-answers"), KeyValuePair.Create("q-need", "Forged")]);
        var answer = await desk.App.OpenBrowser().Http.PostAsync(new Uri($"/questions/{secret}", UriKind.Relative), body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);

        await desk.DoAsync<Trichter.Deals.Record.ChangeDeal, bool>(verb => verb.DeleteAsync(petry.Id));
        Assert.IsType<AnswerResult.NotFound>(await GiveAsync(secret));
        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task Trying_secrets_is_slowed_down()
    {
        var visitor = desk.App.OpenBrowser();
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 40 && last != HttpStatusCode.TooManyRequests; i++)
            last = (await visitor.Http.GetAsync(new Uri($"/questions/guess-{i}", UriKind.Relative))).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Fact]
    public async Task Only_who_may_change_the_deal_makes_and_revokes_links()
    {
        await desk.HireAsync("Rita", Role.Reader);
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var link = (await ShareAsync(), await desk.App.InDbAsync(db => db.QuestionnaireLinks.Select(its => its.Id).SingleAsync())).Item2;

        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<ShareQuestionnaire, bool>(verb => verb.RevokeAsync(petry.Id, link), "rita@nordwerk.example"));
        Assert.False(await desk.DoAsync<ShareQuestionnaire, bool>(verb => verb.RevokeAsync(petry.Id, link), "tom@nordwerk.example"));
        Assert.IsType<ShareResult.NotFound>(await desk.DoAsync<ShareQuestionnaire, ShareResult>(verb => verb.RunAsync(petry.Id, "bant", new Sharing("Me", "en", 7)), "tom@nordwerk.example"));
        Assert.IsType<ShareResult.Faulty>(await desk.DoAsync<ShareQuestionnaire, ShareResult>(verb => verb.RunAsync(petry.Id, "bant", new Sharing("Me", "en", 91))));
    }

    private async Task<string> ShareAsync() => Assert.IsType<ShareResult.Shared>(
        await desk.DoAsync<ShareQuestionnaire, ShareResult>(verb => verb.RunAsync(petry.Id, "bant", new Sharing("Mr Wulf", "en", 7)))).Secret;

    private Task<AnswerResult> GiveAsync(string secret) => desk.App.WithAsync<AnswerByLink, AnswerResult>(verb =>
        verb.RunAsync(secret, new Dictionary<string, string> { ["need"] = "Two machines" }));

    private async Task<Browser> OpenAsync(string secret)
    {
        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/questions/{secret}");
        return customer;
    }

    private Task<List<Answer>> AnswersAsync() => desk.App.InDbAsync(db => db.Answers.AsNoTracking().Where(answer => answer.DealId == petry.Id).ToListAsync());
}

using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Needs;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Approve;
using Trichter.Offers.Quotes.Send;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Quotes;

/// <summary>What is beyond a limit is agreed to by somebody else, for exactly this content; what would be void is not sent.</summary>
public sealed class ApprovalTests : IAsyncLifetime
{
    private const string Tom = "tom@nordwerk.example";
    private Desk desk = null!;
    private Deal petry = null!;
    private Quote quote = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        await desk.HireAsync("Tom", Role.Seller);
        quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "1", "140000", "Normal")]);
        await desk.Browser.VisitAsync("/settings/approvals");
        await desk.Browser.SubmitAsync("form[action$='/add']", ("measure", "Discount"), ("threshold", "10"), ("role", "Manager"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_price_far_below_the_list_waits_for_a_manager_and_goes_out_after_that()
    {
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/quotes/{quote.Id}/send");
        Assert.Contains("Approval is missing: 15.15 % discount, allowed are 10 %.", tom.Text, StringComparison.Ordinal);
        await tom.VisitAsync($"/quotes/{quote.Id}");
        await tom.SubmitAsync("form[action$='/ask-approval']", ("note", "They buy three more in May."));
        Assert.Equal(QuoteState.InApproval, await desk.VersionAsync(quote.Id, version => version.State));
        Assert.Null(tom.Page.QuerySelector("form[action*='/approvals/']"));

        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        Assert.Contains("They buy three more in May.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.PressAsync("form[action*='/approvals/']", "granted", "true", ("answer", "Fine"));
        Assert.Equal(QuoteState.Approved, await desk.VersionAsync(quote.Id, version => version.State));
        Assert.NotEmpty(await desk.SendAsync(quote.Id));
    }

    [Fact]
    public async Task Approval_holds_for_the_content_it_was_given_for_and_for_no_other()
    {
        Assert.Null(await AskAsync(Tom));
        Assert.Null(await DecideAsync(granted: true));
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        await desk.Browser.SubmitAsync("form[data-quote]", ("line-price", "130000"));
        Assert.IsType<SendResult.Stopped>(await desk.DoAsync<SendQuote, SendResult>(verb => verb.RunAsync(quote.Id, new SendDraft("Herr Wulf", "", "", ""))));
    }

    [Fact]
    public async Task Nobody_approves_what_they_asked_for_and_a_no_says_why()
    {
        Assert.Null(await AskAsync(App.OwnerEmail));
        Assert.Equal("Nobody approves what they asked for themselves.", (await DecideAsync(granted: true))!.Key);
        Assert.Equal("Your role does not approve this.", (await DecideAsync(granted: true, email: Tom))!.Key);

        await desk.HireAsync("Maria", Role.Manager);
        Assert.Equal("Say why not, so that it can be changed.", (await DecideAsync(granted: false, email: "maria@nordwerk.example"))!.Key);
        Assert.Null(await DecideAsync(granted: false, "Too cheap", "maria@nordwerk.example"));
        Assert.Equal(QuoteState.Draft, await desk.VersionAsync(quote.Id, version => version.State));
    }

    [Fact]
    public async Task What_would_be_void_is_not_sent_and_each_finding_says_what_to_do()
    {
        await desk.Browser.VisitAsync("/settings/approvals");
        await desk.Browser.SubmitAsync("form[action$='/retire']");
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "1", "", "Normal"), ("", "Sondermaß {{Maß}}", "1", "", "Normal")], ("buyer-street", ""), ("buyer-city", ""), ("valid-until", "2026-01-01"));
        var stopped = Assert.IsType<SendResult.Stopped>(await desk.DoAsync<SendQuote, SendResult>(verb => verb.RunAsync(quote.Id, new SendDraft("Herr Wulf", "", "", ""))));
        Assert.Equal(
            ["A placeholder such as {0} is still in the text.", "It would have expired already.", "The customer's address is missing.", "{0} has no price."],
            stopped.Findings.Where(finding => finding.Stops).Select(finding => finding.Words.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_confirmed_need_that_nothing_covers_asks_for_a_reason_and_covered_ones_are_evidence()
    {
        await desk.DemandAsync("quote-covers-needs");
        var deal = await desk.EnterAsync("Wheel loader", "Straßenbau Petry AG");
        await desk.DoAsync<NoteNeed, Told?>(verb => verb.RunAsync(deal.Id, new NeedDraft("Digs under bridges", NeedKind.Stated, NeedImportance.High, "")));
        var need = await desk.App.InDbAsync(db => db.Needs.Where(its => its.DealId == deal.Id).Select(its => its.Id).SingleAsync());
        await desk.DoAsync<ConfirmNeed, Told?>(verb => verb.RunAsync(deal.Id, need, "Herr Wulf", ConfirmedHow.Meeting));
        var other = await desk.QuoteAsync(deal.Id);
        await desk.Browser.TypeAsync(other.Id, [("BAGGER-22", "", "1", "", "Normal")]);
        Assert.Contains("0 of 1 confirmed important needs covered", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Why", Assert.IsType<SendResult.Faulty>(await desk.DoAsync<SendQuote, SendResult>(verb => verb.RunAsync(other.Id, new SendDraft("Herr Wulf", "", "", "")))).Field);

        await desk.Browser.SubmitAsync($"form[action$='/needs/{need}']", ("degree", "Covered"));
        Assert.Contains("1 of 1 confirmed important needs covered", desk.Browser.Text, StringComparison.Ordinal);
        Assert.True(await desk.IsPassedAsync(deal.Id));
        Assert.NotEmpty(await desk.SendAsync(other.Id));
    }

    private Task<Told?> AskAsync(string email) => desk.DoAsync<Approvals, Told?>(verb => verb.AskAsync(quote.Id, ""), email);

    private async Task<Told?> DecideAsync(bool granted, string answer = "", string email = App.OwnerEmail)
    {
        var asked = await desk.App.InDbAsync(db => db.QuoteApprovals.Where(its => its.DecidedAt == null).Select(its => its.Id).SingleAsync());
        return await desk.DoAsync<Approvals, Told?>(verb => verb.DecideAsync(quote.Id, asked, granted, answer), email);
    }
}

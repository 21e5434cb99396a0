using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Decide;
using Trichter.Offers.Quotes.Document;
using Trichter.Platform.Language;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Quotes;

/// <summary>A customer looks at a quote by its link, takes options, and accepts it with evidence that stands.</summary>
public sealed class CustomerAnswersTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;
    private Quote quote = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal"), ("", "Tiltrotator", "1", "12000", "Optional")], ("language", "de"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Sending_freezes_the_version_names_its_hash_and_makes_the_deal_worth_it()
    {
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}/send");
        await desk.Browser.SubmitAsync("main form:has([name='Form.To'])", ("Form.To", "Herr Wulf"), ("Form.Email", "wulf@petry.example"));
        var link = new Uri(desk.Browser.Page.QuerySelector("[data-link]")!.GetAttribute("value")!).PathAndQuery;

        Assert.Equal(330_000_00L, (await desk.ReadAsync(petry.Id)).ValueMinor);
        var kept = await desk.App.InDbAsync(db => db.QuoteDocuments.SingleAsync());
        Assert.Equal(kept.Hash, await desk.VersionAsync(quote.Id, version => version.Hash));
        Assert.Contains("AN-2026-00001", kept.Html, StringComparison.Ordinal);
        var mail = await desk.App.InDbAsync(db => db.OutgoingMails.SingleAsync());
        Assert.Equal(("wulf@petry.example", "Angebot AN-2026-00001: Two excavators"), (mail.ToAddress, mail.Subject));
        Assert.Contains(link, mail.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        Assert.Null(desk.Browser.Page.QuerySelector("form[data-quote]"));
        Assert.Contains("sent version 1 of the quote AN-2026-00001 to Herr Wulf", await TimelineAsync(), StringComparison.Ordinal);
        Assert.IsType<Trichter.Offers.Quotes.Edit.QuoteSaved.Frozen>(await desk.DoAsync<Trichter.Offers.Quotes.Edit.SaveQuote, Trichter.Offers.Quotes.Edit.QuoteSaved>(verb => verb.RunAsync(quote.Id, new())));
    }

    [Fact]
    public async Task Opening_the_link_changes_nothing_and_only_the_script_of_the_page_says_that_somebody_looked()
    {
        await desk.DemandAsync("quote-viewed");
        var deal = await desk.EnterAsync("Wheel loader", "Straßenbau Petry AG");
        var other = await desk.QuoteAsync(deal.Id);
        await desk.Browser.TypeAsync(other.Id, [("BAGGER-22", "", "1", "", "Normal")]);
        var secret = await desk.SendAsync(other.Id);

        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/offer/{secret}");
        Assert.Null(await desk.VersionAsync(other.Id, version => version.ViewedAt));
        Assert.False(await desk.IsPassedAsync(deal.Id));

        await customer.Http.PostAsync(new Uri($"/offer/{secret}/seen", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", customer.Page.QuerySelector("[data-seen] input")!.GetAttribute("value")!)]));
        Assert.NotNull(await desk.VersionAsync(other.Id, version => version.ViewedAt));
        Assert.True(await desk.IsPassedAsync(deal.Id));
        Assert.Contains(await desk.App.InDbAsync(db => db.Notifications.ToListAsync()), its => its.Sentence == "The customer looked at the quote {0}");
    }

    [Fact]
    public async Task The_customer_takes_an_option_signs_and_both_sides_get_a_copy()
    {
        await desk.DemandAsync("quote-accepted");
        var deal = await desk.EnterAsync("Wheel loader", "Straßenbau Petry AG");
        var other = await desk.QuoteAsync(deal.Id);
        await desk.Browser.TypeAsync(other.Id, [("BAGGER-22", "", "1", "", "Normal"), ("", "Tiltrotator", "1", "12000", "Optional")], ("language", "de"));
        var secret = await desk.SendAsync(other.Id);
        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/offer/{secret}");
        Assert.Equal("de", customer.Page.QuerySelector("article")!.GetAttribute("lang"));
        Assert.Contains("196.350,00 EUR", customer.Text, StringComparison.Ordinal);

        var option = customer.Page.QuerySelector("[name=chosen]")!.GetAttribute("value")!;
        await customer.PressAsync("form:has([name=role])", "do", "count", ("chosen", option), ("drawing", "M10 10L20 20"));
        Assert.Equal("M10 10L20 20", customer.Page.QuerySelector("[name=drawing]")!.GetAttribute("value"));
        Assert.Contains("210.630,00 EUR", customer.Text, StringComparison.Ordinal);
        await customer.SubmitAsync("form:has([name=role])", ("name", "Klaus Wulf"), ("role", "Bauleitung"), ("email", "wulf@petry.example"));
        Assert.Contains("Bestätigen Sie, dass Sie für das Unternehmen unterschreiben dürfen.", customer.Text, StringComparison.Ordinal);
        Assert.Equal("Klaus Wulf", customer.Page.QuerySelector("#accept-f-name")!.GetAttribute("value"));
        await customer.SubmitAsync("form:has([name=role])", ("may-sign", "yes"));
        Assert.Contains("Danke. Ihre Antwort ist angekommen.", customer.Text, StringComparison.Ordinal);

        var evidence = await desk.App.InDbAsync(db => db.QuoteAcceptances.SingleAsync());
        Assert.Equal(("Klaus Wulf", "Bauleitung", "wulf@petry.example", 177_000_00L, 210_630_00L, "M10 10L20 20"), (evidence.Name, evidence.Role, evidence.Email, evidence.NetMinor, evidence.GrossMinor, evidence.Drawing));
        Assert.Equal([Guid.Parse(option)], evidence.Chosen);
        Assert.Equal(await desk.VersionAsync(other.Id, version => version.Hash), evidence.Hash);
        Assert.Equal("Ich nehme dieses Angebot für Straßenbau Petry AG an und darf dafür unterschreiben.", evidence.Declaration);
        Assert.Equal(177_000_00L, (await desk.ReadAsync(deal.Id)).ValueMinor);
        Assert.True(await desk.IsPassedAsync(deal.Id));
        Assert.Equal([App.OwnerEmail, "wulf@petry.example"], (await desk.App.InDbAsync(db => db.OutgoingMails.Select(mail => mail.ToAddress).ToListAsync())).Order(StringComparer.Ordinal));
        await desk.Browser.VisitAsync($"/quotes/{other.Id}");
        Assert.Contains("A simple electronic signature", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_answer_counts_and_a_customers_own_answer_is_not_undone()
    {
        var secret = await desk.SendAsync(quote.Id);
        Assert.Empty((await AcceptAsync(secret))!);
        Assert.Null(await AcceptAsync(secret));
        Assert.Null(await RejectAsync(secret));

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(QuoteVersion)).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsNotType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true, null)));
        Assert.Equal(QuoteState.Accepted, await desk.VersionAsync(quote.Id, version => version.State));
    }

    [Fact]
    public async Task An_answer_that_we_noted_ourselves_can_be_taken_back_but_what_was_sent_cannot()
    {
        await desk.SendAsync(quote.Id);
        var option = await desk.App.InDbAsync(db => db.QuoteLines.Where(line => line.Kind == LineKind.Optional).Select(line => line.Key).SingleAsync());
        Assert.Null(await desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(quote.Id, "Frau Petry", [option])));
        Assert.Equal(342_000_00L, (await desk.ReadAsync(petry.Id)).ValueMinor);
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(async verb => await verb.RunAsync(await LastChangeAsync(), _ => true, null)));
        Assert.Equal((QuoteState.Sent, 330_000_00L), await desk.VersionAsync(quote.Id, version => (version.State, version.NetMinor)));
        Assert.Equal(330_000_00L, (await desk.ReadAsync(petry.Id)).ValueMinor);

        var sending = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(QuoteLink)).Select(entry => entry.ChangeId).SingleAsync());
        Assert.IsNotType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(sending, _ => true, null)));
    }

    [Fact]
    public async Task A_comment_reaches_the_owner_and_the_next_version_makes_the_old_link_say_so()
    {
        var secret = await desk.SendAsync(quote.Id);
        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/offer/{secret}");
        await customer.SubmitAsync("form:has([name=text])", ("name", "Klaus Wulf"), ("text", "Bitte mit drei Löffeln."));
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        Assert.Contains("Bitte mit drei Löffeln.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action$='/comments']", ("text", "Gern, Version 2 folgt."));
        await customer.VisitAsync($"/offer/{secret}");
        Assert.Contains("Gern, Version 2 folgt.", customer.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        await desk.Browser.SubmitAsync("form[action$='/next-version']");
        await desk.Browser.SubmitAsync("form[data-quote]", ("line-quantity", "3"), ("title", "Drei Bagger"));
        var second = await desk.SendAsync(quote.Id);
        await customer.VisitAsync($"/offer/{secret}");
        Assert.Contains("Es gibt eine neuere Version dieses Angebots.", customer.Text, StringComparison.Ordinal);
        Assert.Null(await AcceptAsync(secret));
        await customer.VisitAsync($"/offer/{second}");
        Assert.Contains("480.000,00 EUR", customer.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"/quotes/{quote.Id}/difference?from=1&to=2");
        var told = desk.Browser.Page.QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim()))).ToList();
        Assert.Contains("changed | Raupenbagger 22 t: Quantity | 2 pieces | 3 pieces", told);
        Assert.Contains("changed | Title | Two excavators | Drei Bagger", told);
    }

    [Fact]
    public async Task A_link_ends_thirty_days_after_the_validity_and_an_expired_quote_is_not_accepted()
    {
        var secret = await desk.SendAsync(quote.Id);
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(31);
        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/offer/{secret}");
        Assert.Contains("Dieses Angebot ist abgelaufen.", customer.Text, StringComparison.Ordinal);
        Assert.Null(await AcceptAsync(secret));
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(31);
        await customer.VisitAsync($"/offer/{secret}");
        Assert.Contains("This link is no longer valid", customer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Raupenbagger", customer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_link_opens_nothing_and_a_foreign_one_is_refused()
    {
        var secret = await desk.SendAsync(quote.Id);
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        await desk.Browser.SubmitAsync("form[action$='/revoke']");
        var customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/offer/{secret}");
        Assert.Contains("This link is no longer valid", customer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await customer.Http.GetAsync(new Uri($"/offer/{secret}/pdf", UriKind.Relative))).StatusCode);
        Assert.Null(await AcceptAsync("guessed"));
    }

    [Fact]
    public async Task A_quote_of_three_hundred_lines_becomes_a_PDF()
    {
        await desk.Browser.TypeAsync(quote.Id, [.. Enumerable.Range(1, 300).Select(n => ("", $"Teil {n}", "2", "12.50", "Normal"))]);
        var pdf = await desk.DoAsync<RenderQuote, Trichter.Platform.Documents.PdfResult>(async render =>
            await render.PdfAsync((await desk.DoAsync<FindQuote, OpenQuote?>(find => find.VisibleAsync(quote.Id)))!));
        if (pdf is Trichter.Platform.Documents.PdfResult.Not) Assert.Skip("There is no browser to print with.");
        Assert.Equal("%PDF"u8.ToArray(), ((Trichter.Platform.Documents.PdfResult.Printed)pdf).Content[..4]);
    }

    private Task<IReadOnlyDictionary<string, Told>?> AcceptAsync(string secret) => desk.App.WithAsync<AnswerOffer, IReadOnlyDictionary<string, Told>?>(verb => verb.AcceptAsync(
        secret, new AcceptDraft("Klaus Wulf", "Bauleitung", "wulf@petry.example", true, "", [], "yes", "de", "127.0.0.1", "test")));

    private Task<IReadOnlyDictionary<string, Told>?> RejectAsync(string secret) =>
        desk.App.WithAsync<AnswerOffer, IReadOnlyDictionary<string, Told>?>(verb => verb.RejectAsync(secret, "Klaus Wulf", "Zu teuer"));

    private async Task<string> TimelineAsync()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        return desk.Browser.Text;
    }

    private Task<Guid> LastChangeAsync() => desk.App.InDbAsync(db => db.Changes.OrderByDescending(its => its.At).ThenByDescending(its => its.Id).Select(its => its.Id).FirstAsync());
}

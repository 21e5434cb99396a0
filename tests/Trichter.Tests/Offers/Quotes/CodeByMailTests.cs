using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Decide.Code;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Quotes;

/// <summary>Above a limit, who accepts a quote online proves their e-mail address by a code (O47).</summary>
public sealed partial class CodeByMailTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Browser customer = null!;
    private Quote quote = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        var deal = await desk.PrepareQuotesAsync();
        quote = await desk.QuoteAsync(deal.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "1", "", "Normal")], ("language", "de"));
        var secret = await desk.SendAsync(quote.Id);
        customer = desk.App.OpenBrowser();
        await customer.VisitAsync($"/offer/{secret}");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Below_the_limit_no_code_is_asked_for()
    {
        await LimitAsync("196350.00");
        await AcceptAsync();
        Assert.Null((await AcceptanceAsync())!.EmailProvenAt);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.AcceptanceCodes.CountAsync()));
    }

    [Fact]
    public async Task Above_it_the_code_comes_by_mail_and_that_it_came_back_is_kept_as_evidence()
    {
        await LimitAsync("196349.99");
        await AcceptAsync();
        Assert.Contains("Ein Code wurde an wulf@petry.example gesandt.", customer.Text, StringComparison.Ordinal);
        Assert.Null(await AcceptanceAsync());
        var code = await CodeAsync();
        Assert.DoesNotContain(code, await desk.App.InDbAsync(db => db.AcceptanceCodes.Select(its => its.Hash).SingleAsync()), StringComparison.Ordinal);

        await AcceptAsync(code == "000000" ? "000001" : "000000");
        Assert.Contains("Das ist nicht der gesandte Code.", customer.Text, StringComparison.Ordinal);
        customer.Page.QuerySelector("[name=email]")!.SetAttribute("value", "jemand@anders.example");
        await customer.SubmitAsync("form:has([name=may-sign])", ("code", code), ("may-sign", "yes"));
        Assert.Contains("Kein Code gilt mehr.", customer.Text, StringComparison.Ordinal);
        await AcceptAsync(code);
        Assert.Equal(desk.App.Clock.Now, (await AcceptanceAsync())!.EmailProvenAt);
        await desk.Browser.VisitAsync($"/quotes/{quote.Id}");
        Assert.Contains("The address was proven by a code on", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_ends_after_a_quarter_of_an_hour_or_five_tries_and_only_five_are_sent_an_hour()
    {
        await LimitAsync("0");
        await AcceptAsync();
        var code = await CodeAsync();
        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(16);
        await AcceptAsync(code);
        Assert.Contains("Kein Code gilt mehr.", customer.Text, StringComparison.Ordinal);

        await AgainAsync();
        code = await CodeAsync();
        for (var tries = 0; tries < AcceptanceCode.MostTries; tries++) await AcceptAsync(code == "111111" ? "111112" : "111111");
        await AcceptAsync(code);
        Assert.Contains("Dieser Code wurde zu oft probiert.", customer.Text, StringComparison.Ordinal);
        for (var more = 0; more < 4; more++) await AgainAsync();
        Assert.Contains("Es wurden zu viele Codes angefordert.", customer.Text, StringComparison.Ordinal);
        Assert.Equal(AcceptanceCode.MostAnHour, await desk.App.InDbAsync(db => db.AcceptanceCodes.CountAsync()));
        Assert.Null(await AcceptanceAsync());

        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveAcceptanceRules, Told?>(verb => verb.RunAsync(""), "tom@nordwerk.example"));
    }

    private async Task LimitAsync(string limit)
    {
        await desk.Browser.VisitAsync("/settings/acceptance");
        await desk.Browser.SubmitAsync("main form:has([name=limit])", ("limit", limit));
    }

    private Task AcceptAsync(string? code = null)
    {
        (string, object)[] typed = [("name", "Herr Wulf"), ("role", "Geschäftsführer"), ("email", "wulf@petry.example"), ("may-sign", "yes")];
        return customer.SubmitAsync("form:has([name=may-sign])", code is null ? typed : [.. typed, ("code", code)]);
    }

    private Task AgainAsync() => customer.PressAsync("form:has([name=may-sign])", "do", "code", ("may-sign", "yes"));

    private async Task<string> CodeAsync() => SixDigits().Match(await desk.App.InDbAsync(db => db.OutgoingMails.OrderByDescending(mail => mail.Id).Where(mail => mail.Subject.StartsWith("Code ")).Select(mail => mail.Text).FirstAsync())).Value;

    private Task<QuoteAcceptance?> AcceptanceAsync() => desk.App.InDbAsync(db => db.QuoteAcceptances.AsNoTracking().SingleOrDefaultAsync());

    [GeneratedRegex(@"\d{6}")]
    private static partial Regex SixDigits();
}

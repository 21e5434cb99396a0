using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Consent.OptIn;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Consent;

/// <summary>Jan is asked to confirm his address, confirms it, and ends it again by the link in a mail.</summary>
public sealed class OptInTests : JansConsent
{
    [Fact]
    public async Task R10_looking_at_the_link_confirms_nothing_and_the_button_does()
    {
        var path = await AskAsync();
        Assert.Equal("R24", (await MayWeAsync(Purpose.Newsletter)).Rule);

        var stranger = Desk.App.OpenBrowser();
        await stranger.VisitAsync(path);
        Assert.Contains("Ja, ich will Neues per Mail.", stranger.Text, StringComparison.Ordinal);
        Assert.Equal(ConsentAction.Requested, Assert.Single(await EventsAsync()).Action);

        await stranger.SubmitAsync("main form.tr-stack");
        Assert.Contains("bestätigt", stranger.Text, StringComparison.Ordinal);
        var answer = Assert.IsType<ConsentAnswer.Allow>(await MayWeAsync(Purpose.Newsletter));
        Assert.Equal(MarketingGround.Express, answer.Ground);

        await stranger.VisitAsync(path);
        Assert.Contains("nicht mehr gültig", stranger.Text, StringComparison.Ordinal);
        await Desk.Browser.VisitAsync($"/people/{Jan.Id}/consent");
        Assert.Contains("Link in a mail to that address", Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R14_what_proves_a_consent_stands_on_one_page()
    {
        var path = await AskAsync();
        var stranger = Desk.App.OpenBrowser();
        await stranger.VisitAsync(path);
        await stranger.SubmitAsync("main form.tr-stack");
        var confirmed = (await EventsAsync()).Single(its => its.Action == ConsentAction.Confirmed);
        var request = await Desk.App.InDbAsync(db => db.OptInRequests.AsNoTracking().SingleAsync());

        await Desk.Browser.VisitAsync($"/people/{Jan.Id}/consent/{confirmed.Id}");
        Assert.All((string[])[Address, "Ja, ich will Neues per Mail.", $"{request.Id}", $"{request.MailId}", request.MailHash, confirmed.Digest, $"{request.RequestedAt:yyyy-MM-dd HH:mm:ss} UTC", $"{request.UsedAt:yyyy-MM-dd HH:mm:ss} UTC"],
            part => Assert.Contains(part, Desk.Browser.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task R12_the_mail_says_who_asks_and_what_for_and_advertises_nothing()
    {
        await AskAsync();
        var mail = await Desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(its => its.ToAddress == Address));

        Assert.Equal("Bitte bestätigen Sie Ihre Adresse", mail.Subject);
        Assert.Contains("Nordwerk wurde gebeten", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Nordwerk GmbH, Rostock", mail.Text, StringComparison.Ordinal);
        Assert.Single(mail.Text.Split('\n'), line => line.Contains("/confirm/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task R11_R15_a_link_of_73_hours_ago_confirms_nothing_and_its_address_is_forgotten_a_week_later()
    {
        var path = await AskAsync();
        Desk.App.Clock.Now = Desk.App.Clock.Now.AddHours(73);

        var stranger = Desk.App.OpenBrowser();
        await stranger.VisitAsync(path);
        Assert.Contains("nicht mehr gültig", stranger.Text, StringComparison.Ordinal);
        Desk.App.Clock.Now = Desk.App.Clock.Now.AddDays(8);
        await Desk.App.WithAsync<ConfirmOptIn, int>(async confirm =>
        {
            await confirm.ForgetAsync();
            return 0;
        });
        Assert.Equal("", (await Desk.App.InDbAsync(db => db.OptInRequests.AsNoTracking().SingleAsync())).Point);
    }

    [Fact]
    public async Task R13_nobody_is_asked_twice_in_a_day_or_four_times_in_a_month()
    {
        await AskAsync();
        Assert.NotNull(await AskedAgainAsync());
        foreach (var expected in new[] { true, true, false })
        {
            Desk.App.Clock.Now = Desk.App.Clock.Now.AddHours(25);
            Assert.Equal(expected, await AskedAgainAsync() is null);
        }
    }

    [Fact]
    public async Task R42_R44_one_click_ends_that_purpose_without_a_cookie_and_twice_is_like_once()
    {
        await ConfirmAsync();
        var token = await TokenAsync(Purpose.Newsletter);
        using var provider = Desk.App.CreateClient();

        for (var time = 0; time < 2; time++)
            Assert.Equal(HttpStatusCode.OK, (await provider.PostAsync($"/u/{token}", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await provider.PostAsync("/u/nobody-knows-this", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken)).StatusCode);

        Assert.Equal("R23", (await MayWeAsync(Purpose.Newsletter)).Rule);
        Assert.Single(await EventsAsync(), its => its.Action == ConsentAction.Withdrawn);
        Assert.Single(await Desk.App.InDbAsync(db => db.Suppressions.AsNoTracking().ToListAsync()));
    }

    [Fact]
    public async Task R42_following_the_unsubscribe_link_changes_nothing_until_the_button_is_pressed()
    {
        await ConfirmAsync();
        var stranger = Desk.App.OpenBrowser();
        await stranger.VisitAsync($"/u/{await TokenAsync(Purpose.Newsletter)}?language=en");
        Assert.Contains("j…@petry.example", stranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, stranger.Text, StringComparison.Ordinal);
        Assert.IsType<ConsentAnswer.Allow>(await MayWeAsync(Purpose.Newsletter));

        await stranger.PressAsync("main form.tr-stack", "all", "true");
        Assert.Equal("R23", (await MayWeAsync(Purpose.Event)).Rule);
    }

    [Fact]
    public async Task R45_on_the_page_of_their_choices_people_end_and_begin_again()
    {
        await ConfirmAsync();
        var token = await TokenAsync(Purpose.Newsletter);
        var stranger = Desk.App.OpenBrowser();
        await stranger.VisitAsync($"/preferences/{token}");
        Assert.True(stranger.Page.QuerySelector("[name=purpose][value=Newsletter]")!.HasAttribute("checked"));

        await stranger.SubmitAsync("main form.tr-stack", ("purpose", ""));
        Assert.Equal("R23", (await MayWeAsync(Purpose.Newsletter)).Rule);
        Desk.App.Clock.Now = Desk.App.Clock.Now.AddMinutes(5);
        await stranger.VisitAsync($"/preferences/{token}");
        await stranger.SubmitAsync("main form.tr-stack", ("purpose", "Newsletter"));
        Assert.IsType<ConsentAnswer.Allow>(await MayWeAsync(Purpose.Newsletter));
    }
}

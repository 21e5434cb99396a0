using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Consent.Links;
using Trichter.Customers.Consent.OptIn;
using Trichter.Customers.Merge;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Consent;

/// <summary>Jan is asked to confirm his address, confirms it, and ends it again by the link in a mail.</summary>
public sealed class OptInTests : IAsyncLifetime
{
    private const string Address = "jan@petry.example";

    private Desk desk = null!;
    private Person jan = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync("funnel-5");
        jan = Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["last_name"] = "Petry", ["first_name"] = "Jan", ["emails"] = Address, ["phones"] = "+49 381 12345", ["language"] = "de" }, null, "", evenIfDuplicate: true))).Record;
        await desk.Browser.VisitAsync("/settings/consent");
        await desk.Browser.SubmitAsync("main form:has([name=Controller])", ("Name", "Newsletter"), ("De", "Ja, ich will Neues per Mail."), ("Pl", "Tak, chcę nowości mailem."), ("En", "Yes, send me news by mail."),
            ("Purposes", "Newsletter"), ("Channels", "Email"), ("Controller", "Nordwerk GmbH, Rostock"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Looking_at_the_link_confirms_nothing_and_the_button_does()
    {
        var path = await AskAsync();
        Assert.Equal("R24", (await MayWeAsync(Purpose.Newsletter)).Rule);

        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync(path);
        Assert.Contains("Ja, ich will Neues per Mail.", stranger.Text, StringComparison.Ordinal);
        Assert.Equal(ConsentAction.Requested, Assert.Single(await EventsAsync()).Action);

        await stranger.SubmitAsync("main form.tr-stack");
        Assert.Contains("bestätigt", stranger.Text, StringComparison.Ordinal);
        var answer = Assert.IsType<ConsentAnswer.Allow>(await MayWeAsync(Purpose.Newsletter));
        Assert.Equal(MarketingGround.Express, answer.Ground);

        await stranger.VisitAsync(path);
        Assert.Contains("nicht mehr gültig", stranger.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/people/{jan.Id}/consent");
        Assert.Contains("Link in a mail to that address", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_mail_says_who_asks_and_what_for_and_advertises_nothing()
    {
        await AskAsync();
        var mail = await desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync(its => its.ToAddress == Address));

        Assert.Equal("Bitte bestätigen Sie Ihre Adresse", mail.Subject);
        Assert.Contains("Nordwerk wurde gebeten", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Nordwerk GmbH, Rostock", mail.Text, StringComparison.Ordinal);
        Assert.Single(mail.Text.Split('\n'), line => line.Contains("/confirm/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_of_73_hours_ago_confirms_nothing_and_its_address_is_forgotten_a_week_later()
    {
        var path = await AskAsync();
        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(73);

        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync(path);
        Assert.Contains("nicht mehr gültig", stranger.Text, StringComparison.Ordinal);
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(8);
        await desk.App.WithAsync<ConfirmOptIn, int>(async confirm =>
        {
            await confirm.ForgetAsync();
            return 0;
        });
        Assert.Equal("", (await desk.App.InDbAsync(db => db.OptInRequests.AsNoTracking().SingleAsync())).Point);
    }

    [Fact]
    public async Task Nobody_is_asked_twice_in_a_day_or_four_times_in_a_month()
    {
        await AskAsync();
        Assert.NotNull(await AskedAgainAsync());
        foreach (var expected in new[] { true, true, false })
        {
            desk.App.Clock.Now = desk.App.Clock.Now.AddHours(25);
            Assert.Equal(expected, await AskedAgainAsync() is null);
        }
    }

    [Fact]
    public async Task One_click_ends_that_purpose_without_a_cookie_and_twice_is_like_once()
    {
        await ConfirmAsync();
        var token = await TokenAsync(Purpose.Newsletter);
        using var provider = desk.App.CreateClient();

        for (var time = 0; time < 2; time++)
            Assert.Equal(HttpStatusCode.OK, (await provider.PostAsync($"/u/{token}", new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await provider.PostAsync("/u/nobody-knows-this", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken)).StatusCode);

        Assert.Equal("R23", (await MayWeAsync(Purpose.Newsletter)).Rule);
        Assert.Single(await EventsAsync(), its => its.Action == ConsentAction.Withdrawn);
        Assert.Single(await desk.App.InDbAsync(db => db.Suppressions.AsNoTracking().ToListAsync()));
    }

    [Fact]
    public async Task Following_the_unsubscribe_link_changes_nothing_until_the_button_is_pressed()
    {
        await ConfirmAsync();
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync($"/u/{await TokenAsync(Purpose.Newsletter)}?language=en");
        Assert.Contains("j…@petry.example", stranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Address, stranger.Text, StringComparison.Ordinal);
        Assert.IsType<ConsentAnswer.Allow>(await MayWeAsync(Purpose.Newsletter));

        await stranger.PressAsync("main form.tr-stack", "all", "true");
        Assert.Equal("R23", (await MayWeAsync(Purpose.Event)).Rule);
    }

    [Fact]
    public async Task On_the_page_of_their_choices_people_end_and_begin_again()
    {
        await ConfirmAsync();
        var token = await TokenAsync(Purpose.Newsletter);
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync($"/preferences/{token}");
        Assert.True(stranger.Page.QuerySelector("[name=purpose][value=Newsletter]")!.HasAttribute("checked"));

        await stranger.SubmitAsync("main form.tr-stack", ("purpose", ""));
        Assert.Equal("R23", (await MayWeAsync(Purpose.Newsletter)).Rule);
        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(5);
        await stranger.VisitAsync($"/preferences/{token}");
        await stranger.SubmitAsync("main form.tr-stack", ("purpose", "Newsletter"));
        Assert.IsType<ConsentAnswer.Allow>(await MayWeAsync(Purpose.Newsletter));
    }

    [Fact]
    public async Task No_advertising_at_all_holds_for_new_addresses_too_and_for_whom_they_are_merged_with()
    {
        var other = Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["last_name"] = "Petry", ["emails"] = "j.petry@private.example" }, null, "", evenIfDuplicate: true))).Record;
        await desk.DoAsync<KeepConsent, Fault?>(verb => verb.ObjectAsync(jan.Id));
        Assert.True(await desk.DoAsync<MergePeople, bool>(verb => verb.RunAsync(other.Id, jan.Id, new Dictionary<string, Keep>())));

        var answer = await desk.DoAsync<AskConsent, ConsentAnswer?>(ask => ask.JudgeAsync(other.Id, "j.petry@private.example", new ContactPlan(Purpose.Newsletter, ContactChannel.Email)));
        Assert.Equal("R23", answer!.Rule);
    }

    [Fact]
    public async Task A_consent_told_on_the_phone_needs_its_text_and_what_was_answered_and_an_import_stays_a_claim()
    {
        var wording = await desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().SingleAsync());
        var told = new Giving("+49 381 12345", Purpose.Outreach, ContactChannel.Phone, ConsentProof.InboundTalk, wording.Id, "Called us on 20 November, said yes");

        Assert.Equal("WordingId", (await desk.DoAsync<KeepConsent, Fault?>(verb => verb.GiveAsync(jan.Id, told)))!.Field);
        Assert.Null(await desk.DoAsync<KeepConsent, Fault?>(verb => verb.GiveAsync(jan.Id, told with { Address = Address, Purpose = Purpose.Newsletter, Channel = ContactChannel.Email, Proof = ConsentProof.Import })));
        Assert.Equal("R24", (await MayWeAsync(Purpose.Newsletter)).Rule);
        Assert.Equal(ConsentAction.Claimed, Assert.Single(await EventsAsync()).Action);
    }

    [Fact]
    public async Task The_chain_of_events_shows_when_somebody_changed_one()
    {
        await ConfirmAsync();
        Assert.All(await EventsAsync(), its => Assert.True(its.IsWhole));
        await desk.App.InDbAsync(db => db.ConsentEvents.Where(its => its.Action == ConsentAction.Requested).ExecuteUpdateAsync(set => set.SetProperty(its => its.Evidence, "somewhere else")));

        Assert.Single(await EventsAsync(), its => !its.IsWhole);
        await desk.Browser.VisitAsync($"/people/{jan.Id}/consent");
        Assert.Contains("Changed after it was written", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_used_stays_as_it_is_and_a_change_makes_the_next_one()
    {
        await AskAsync();
        var used = await desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().SingleAsync());
        Assert.Equal(64, used.Hash.Length);

        Assert.Null(await desk.DoAsync<KeepWordings, Fault?>(verb => verb.SaveAsync(used.Id, new WordingDraft("Newsletter", "Yes!", "Ja!", "Tak!", [Purpose.Newsletter], [ContactChannel.Email], "Nordwerk GmbH, Rostock", "", null))));
        var all = await desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().ToListAsync());
        Assert.Equal("Ja, ich will Neues per Mail.", Assert.Single(all, its => its.RetiredAt is not null).Text.De);
        Assert.Equal("Ja!", Assert.Single(all, its => its.RetiredAt is null).Text.De);
    }

    [Fact]
    public async Task Restricted_data_are_used_for_nothing_and_the_page_says_so()
    {
        await ConfirmAsync();
        Assert.Equal("RestrictedWhy", (await desk.DoAsync<KeepPrivacy, Fault?>(verb => verb.SaveAsync(jan.Id, new PrivacyDraft { IsRestricted = true })))!.Field);
        Assert.Null(await desk.DoAsync<KeepPrivacy, Fault?>(verb => verb.SaveAsync(jan.Id, new PrivacyDraft { IsRestricted = true, RestrictedWhy = "Disputes the address", Country = "DE" })));

        Assert.Equal("R20", (await MayWeAsync(Purpose.Newsletter)).Rule);
        await desk.Browser.VisitAsync($"/people/{jan.Id}/consent");
        Assert.Contains("Disputes the address", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_note_nothing_and_sellers_write_no_texts()
    {
        await desk.HireAsync("Kim", Role.Reader);
        await desk.HireAsync("Sam", Role.Seller);

        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<KeepConsent, Fault?>(verb => verb.ObjectAsync(jan.Id), "kim@nordwerk.example"));
        Assert.Null(await desk.DoAsync<KeepConsent, Fault?>(verb => verb.ObjectAsync(jan.Id), "sam@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<KeepWordings, Fault?>(verb => verb.SaveAsync(null, new WordingDraft("Mine", "Yes", "", "", [Purpose.Event], [ContactChannel.Email], "Sam", "", null)), "sam@nordwerk.example"));
    }

    private async Task<string> AskAsync()
    {
        Assert.Null(await AskedAgainAsync());
        var mail = await desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().Where(its => its.ToAddress == Address).OrderByDescending(its => its.CreatedAt).FirstAsync());
        return mail.Text.Split('\n').Single(line => line.Contains("/confirm/", StringComparison.Ordinal)).Trim();
    }

    private async Task<Fault?> AskedAgainAsync()
    {
        var wording = await desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().SingleAsync());
        return await desk.DoAsync<AskByMail, Fault?>(verb => verb.RunAsync(jan.Id, Address, wording.Id, new Asker("", "192.0.2.7", "Firefox", "de")));
    }

    private async Task ConfirmAsync()
    {
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync(await AskAsync());
        await stranger.SubmitAsync("main form.tr-stack");
        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(1);
    }

    private async Task<ConsentAnswer> MayWeAsync(Purpose purpose) =>
        (await desk.DoAsync<AskConsent, ConsentAnswer?>(ask => ask.JudgeAsync(jan.Id, Address, new ContactPlan(purpose, ContactChannel.Email))))!;

    private Task<List<ConsentEvent>> EventsAsync() => desk.App.InDbAsync(db => db.ConsentEvents.AsNoTracking().OrderBy(its => its.Sequence).ToListAsync());

    private Task<string> TokenAsync(Purpose purpose) => desk.App.WithAsync<ContactKeys, string>(async keys =>
    {
        await keys.LoadAsync();
        return new PreferenceLink(jan.Id, keys.Of(ContactPoint.Of(ContactChannel.Email, Address)), purpose).Write(keys);
    });
}

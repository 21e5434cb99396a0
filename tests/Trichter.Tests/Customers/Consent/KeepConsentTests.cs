using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Merge;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Consent;

/// <summary>What one of us notes of Jan's consent, and what nobody can note for him.</summary>
public sealed class KeepConsentTests : JansConsent
{
    [Fact]
    public async Task R6_R23_no_advertising_at_all_holds_for_new_addresses_too_and_for_whom_they_are_merged_with()
    {
        var other = Assert.IsType<SaveResult<Person>.Saved>(await Desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["last_name"] = "Petry", ["emails"] = "j.petry@private.example" }, null, "", evenIfDuplicate: true))).Record;
        await Desk.DoAsync<KeepConsent, Fault?>(verb => verb.ObjectAsync(Jan.Id));
        Assert.True(await Desk.DoAsync<MergePeople, bool>(verb => verb.RunAsync(other.Id, Jan.Id, new Dictionary<string, Keep>())));

        var answer = await Desk.DoAsync<AskConsent, ConsentAnswer?>(ask => ask.JudgeAsync(other.Id, "j.petry@private.example", new ContactPlan(Purpose.Newsletter, ContactChannel.Email)));
        Assert.Equal("R23", answer!.Rule);
    }

    [Fact]
    public async Task R3_R5_a_consent_told_on_the_phone_needs_its_text_and_what_was_answered_and_an_import_stays_a_claim()
    {
        var wording = await Desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().SingleAsync());
        var told = new Giving("+49 381 12345", Purpose.Outreach, ContactChannel.Phone, ConsentProof.InboundTalk, wording.Id, "Called us on 20 November, said yes");

        Assert.Equal("WordingId", (await Desk.DoAsync<KeepConsent, Fault?>(verb => verb.GiveAsync(Jan.Id, told)))!.Field);
        Assert.Null(await Desk.DoAsync<KeepConsent, Fault?>(verb => verb.GiveAsync(Jan.Id, told with { Address = Address, Purpose = Purpose.Newsletter, Channel = ContactChannel.Email, Proof = ConsentProof.Import })));
        Assert.Equal("R24", (await MayWeAsync(Purpose.Newsletter)).Rule);
        Assert.Equal(ConsentAction.Claimed, Assert.Single(await EventsAsync()).Action);
    }

    [Fact]
    public async Task R74_the_chain_of_events_shows_when_somebody_changed_one()
    {
        await ConfirmAsync();
        Assert.All(await EventsAsync(), its => Assert.True(its.IsWhole));
        await Desk.App.InDbAsync(db => db.ConsentEvents.Where(its => its.Action == ConsentAction.Requested).ExecuteUpdateAsync(set => set.SetProperty(its => its.Evidence, "somewhere else")));

        Assert.Single(await EventsAsync(), its => !its.IsWhole);
        await Desk.Browser.VisitAsync($"/people/{Jan.Id}/consent");
        Assert.Contains("Changed after it was written", Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_used_stays_as_it_is_and_a_change_makes_the_next_one()
    {
        await AskAsync();
        var used = await Desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().SingleAsync());
        Assert.Equal(64, used.Hash.Length);

        Assert.Null(await Desk.DoAsync<KeepWordings, Fault?>(verb => verb.SaveAsync(used.Id, new WordingDraft("Newsletter", "Yes!", "Ja!", "Tak!", [Purpose.Newsletter], [ContactChannel.Email], "Nordwerk GmbH, Rostock", "", null))));
        var all = await Desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().ToListAsync());
        Assert.Equal("Ja, ich will Neues per Mail.", Assert.Single(all, its => its.RetiredAt is not null).Text.De);
        Assert.Equal("Ja!", Assert.Single(all, its => its.RetiredAt is null).Text.De);
    }

    [Fact]
    public async Task R64_restricted_data_are_used_for_nothing_and_the_page_says_so()
    {
        await ConfirmAsync();
        Assert.Equal("RestrictedWhy", (await Desk.DoAsync<KeepPrivacy, Fault?>(verb => verb.SaveAsync(Jan.Id, new PrivacyDraft { IsRestricted = true })))!.Field);
        Assert.Null(await Desk.DoAsync<KeepPrivacy, Fault?>(verb => verb.SaveAsync(Jan.Id, new PrivacyDraft { IsRestricted = true, RestrictedWhy = "Disputes the address", Country = "DE" })));

        Assert.Equal("R20", (await MayWeAsync(Purpose.Newsletter)).Rule);
        await Desk.Browser.VisitAsync($"/people/{Jan.Id}/consent");
        Assert.Contains("Disputes the address", Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R84_the_weighing_of_interests_is_written_on_the_page_of_the_person()
    {
        await Desk.Browser.VisitAsync($"/people/{Jan.Id}/consent");
        await Desk.Browser.SubmitAsync("form:has([name=Balancing])", ("Origin", "Public"), ("Balancing", "because"));
        Assert.Contains("Between 30 and 1000 characters.", Desk.Browser.Text, StringComparison.Ordinal);
        await Desk.Browser.SubmitAsync("form:has([name=Balancing])", ("Origin", "Public"), ("Balancing", "He buys pumps for a works of the same trade and named his number on their site."));
        Assert.StartsWith("He buys pumps", await Desk.App.InDbAsync(db => db.PersonPrivacy.Select(its => its.Balancing).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readers_note_nothing_and_sellers_write_no_texts()
    {
        await Desk.HireAsync("Kim", Role.Reader);
        await Desk.HireAsync("Sam", Role.Seller);

        await Assert.ThrowsAsync<NotAllowedException>(() => Desk.DoAsync<KeepConsent, Fault?>(verb => verb.ObjectAsync(Jan.Id), "kim@nordwerk.example"));
        Assert.Null(await Desk.DoAsync<KeepConsent, Fault?>(verb => verb.ObjectAsync(Jan.Id), "sam@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => Desk.DoAsync<KeepWordings, Fault?>(verb => verb.SaveAsync(null, new WordingDraft("Mine", "Yes", "", "", [Purpose.Event], [ContactChannel.Email], "Sam", "", null)), "sam@nordwerk.example"));
    }
}

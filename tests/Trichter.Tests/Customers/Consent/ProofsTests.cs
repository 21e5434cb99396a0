using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Customers.Privacy.Retention;

namespace Trichter.Tests.Customers.Consent;

/// <summary>Jan's consents are proven for as long as somebody may ask for the proof, and no longer (R16).</summary>
public sealed class ProofsTests : JansConsent
{
    private const string Phone = "+49 381 12345";

    [Fact]
    public async Task R16_a_proof_goes_three_years_after_the_year_of_the_withdrawal_and_that_he_wants_nothing_stays()
    {
        await ConfirmAsync();
        await OnAsync(2026, 6, 1);
        Assert.Null(await Desk.DoAsync<KeepConsent, Fault?>(verb => verb.WithdrawAsync(Jan.Id, Address, Purpose.Newsletter, ContactChannel.Email)));

        await OnAsync(2029, 12, 31);
        Assert.NotEmpty(await EventsAsync());
        await OnAsync(2030, 1, 2);
        Assert.Empty(await EventsAsync());
        Assert.Empty(await Desk.App.InDbAsync(db => db.OptInRequests.AsNoTracking().ToListAsync()));
        Assert.Equal("R23", (await MayWeAsync(Purpose.Newsletter)).Rule);
        var ada = await Desk.App.SignInAsync();
        await ada.VisitAsync("/settings/retention");
        Assert.Matches("Proofs of consent: ?3 years", ada.Text);
    }

    [Fact]
    public async Task R16_what_nobody_withdrew_is_kept_until_it_ran_out_and_consent_to_calls_for_five_years()
    {
        await ConfirmAsync();
        await OnAsync(2031, 12, 31);
        Assert.NotEmpty(await EventsAsync());
        await OnAsync(2032, 1, 2);
        Assert.Empty(await EventsAsync());

        Assert.Null(await Desk.DoAsync<KeepWordings, Fault?>(verb => verb.SaveAsync(null, new WordingDraft("Calls", "Call me", "", "", [Purpose.Outreach], [ContactChannel.Phone], "Nordwerk GmbH, Rostock", "", null))));
        var wording = await Desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().Where(its => its.Name == "Calls").Select(its => its.Id).SingleAsync());
        Assert.Null(await Desk.DoAsync<KeepConsent, Fault?>(verb => verb.GiveAsync(Jan.Id, new Giving(Phone, Purpose.Outreach, ContactChannel.Phone, ConsentProof.InboundTalk, wording, "He called us and said yes"))));
        Assert.Null(await Desk.DoAsync<KeepConsent, Fault?>(verb => verb.WithdrawAsync(Jan.Id, Phone, Purpose.Outreach, ContactChannel.Phone)));
        await OnAsync(2037, 1, 1);
        Assert.NotEmpty(await EventsAsync());
        await OnAsync(2037, 1, 3);
        Assert.Empty(await EventsAsync());
    }

    private async Task OnAsync(int year, int month, int day)
    {
        Desk.App.Clock.Now = new DateTime(year, month, day, 9, 0, 0, DateTimeKind.Utc);
        await Desk.App.WithAsync<RunRetention, int>(async its =>
        {
            await its.RunAsync(10);
            return 0;
        });
    }
}

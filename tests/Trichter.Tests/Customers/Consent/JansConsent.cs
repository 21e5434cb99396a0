using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Consent.Links;
using Trichter.Customers.Consent.OptIn;
using Trichter.Tests.Support;

namespace Trichter.Tests.Customers.Consent;

/// <summary>Jan at Petry, a text for the newsletter, and what was said so far.</summary>
public abstract class JansConsent : IAsyncLifetime
{
    protected const string Address = "jan@petry.example";

    private protected Desk Desk { get; private set; } = null!;
    private protected Person Jan { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Desk = await Support.Desk.OpenAsync("funnel-5");
        Jan = Assert.IsType<SaveResult<Person>.Saved>(await Desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["last_name"] = "Petry", ["first_name"] = "Jan", ["emails"] = Address, ["phones"] = "+49 381 12345", ["language"] = "de" }, null, "", evenIfDuplicate: true))).Record;
        await Desk.Browser.VisitAsync("/settings/consent");
        await Desk.Browser.SubmitAsync("main form:has([name=Controller])", ("Name", "Newsletter"), ("De", "Ja, ich will Neues per Mail."), ("Pl", "Tak, chcę nowości mailem."), ("En", "Yes, send me news by mail."),
            ("Purposes", "Newsletter"), ("Channels", "Email"), ("Controller", "Nordwerk GmbH, Rostock"));
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected async Task<string> AskAsync()
    {
        Assert.Null(await AskedAgainAsync());
        var mail = await Desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().Where(its => its.ToAddress == Address).OrderByDescending(its => its.CreatedAt).FirstAsync());
        return mail.Text.Split('\n').Single(line => line.Contains("/confirm/", StringComparison.Ordinal)).Trim();
    }

    private protected async Task<Fault?> AskedAgainAsync()
    {
        var wording = await Desk.App.InDbAsync(db => db.ConsentWordings.AsNoTracking().SingleAsync());
        return await Desk.DoAsync<AskByMail, Fault?>(verb => verb.RunAsync(Jan.Id, Address, wording.Id, new Asker("", "192.0.2.7", "Firefox", "de")));
    }

    private protected async Task ConfirmAsync()
    {
        var stranger = Desk.App.OpenBrowser();
        await stranger.VisitAsync(await AskAsync());
        await stranger.SubmitAsync("main form.tr-stack");
        Desk.App.Clock.Now = Desk.App.Clock.Now.AddMinutes(1);
    }

    private protected async Task<ConsentAnswer> MayWeAsync(Purpose purpose) =>
        (await Desk.DoAsync<AskConsent, ConsentAnswer?>(ask => ask.JudgeAsync(Jan.Id, Address, new ContactPlan(purpose, ContactChannel.Email))))!;

    private protected Task<List<ConsentEvent>> EventsAsync() => Desk.App.InDbAsync(db => db.ConsentEvents.AsNoTracking().OrderBy(its => its.Sequence).ToListAsync());

    private protected Task<string> TokenAsync(Purpose purpose) => Desk.App.WithAsync<ContactKeys, string>(async keys =>
    {
        await keys.LoadAsync();
        return new PreferenceLink(Jan.Id, keys.Of(ContactPoint.Of(ContactChannel.Email, Address)), purpose).Write(keys);
    });
}

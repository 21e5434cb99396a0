using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Segments;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Ledger.Sealing;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>The desk of somebody in marketing: people who agreed to the newsletter, a relay, a segment, a mailing.</summary>
internal sealed class CampaignDesk(App? app = null) : IAsyncDisposable
{
    public Desk Desk { get; } = new(app);
    public SmtpSink Sink { get; } = new();
    public App App => Desk.App;

    public async Task OpenAsync()
    {
        await Desk.SetUpAsync();
        await App.InDbAsync(db =>
        {
            db.MailServers.Add(new MailServer { Host = "127.0.0.1", Port = Sink.Port, Security = MailSecurity.None, FromName = "Nordwerk", FromAddress = "news@nordwerk.example", Address = "https://crm.nordwerk.example" });
            db.ConsentWordings.Add(new ConsentWording { Name = "Newsletter", Text = Localized.Same("Yes, send me news by mail."), Purposes = [Purpose.Newsletter], Channels = [ContactChannel.Email], Controller = "Nordwerk GmbH" });
            return db.SaveChangesAsync();
        });
    }

    /// <summary>People with an address each, who confirmed the newsletter unless they did not.</summary>
    public async Task<List<Person>> PeopleAsync(int many, Func<int, bool>? agreed = null, string language = "de", Func<int, string>? address = null)
    {
        var people = Enumerable.Range(0, many).Select(number =>
        {
            var person = new Person { FirstName = "Jan", LastName = $"Petry{number:00000}", Emails = [address?.Invoke(number) ?? $"p{number}@petry{number % 7}.example"], Language = language, CreatedAt = App.Clock.Now };
            person.RefreshKeys();
            return person;
        }).ToList();

        await App.WithAsync<ContactKeys, int>(async keys =>
        {
            await keys.LoadAsync();
            return await App.InDbAsync(async db =>
            {
                var wording = await db.ConsentWordings.Select(its => its.Id).SingleAsync();
                await using var transaction = await db.Database.BeginTransactionAsync();
                db.People.AddRange(people);
                foreach (var (person, number) in people.Select((person, number) => (person, number)).Where(its => agreed?.Invoke(its.number) != false))
                {
                    var confirmed = new ConsentEvent
                    {
                        PersonId = person.Id,
                        PointKey = keys.Of(ContactPoint.Of(ContactChannel.Email, person.MainEmail)),
                        Point = "",
                        Purpose = Purpose.Newsletter,
                        Channel = ContactChannel.Email,
                        Action = ConsentAction.Confirmed,
                        Proof = ConsentProof.MailLink,
                        WordingId = wording,
                        At = App.Clock.Now.AddDays(-3),
                        Sequence = 1,
                    };
                    confirmed.Seal();
                    db.ConsentEvents.Add(confirmed);
                }

                await db.SaveChangesAsync();
                await transaction.CommitAsync();
                return 0;
            });
        });
        return people;
    }

    public async Task<Segment> SegmentAsync(string query = "?f=last-name~contains~petry")
    {
        var (segment, fault) = await Desk.DoAsync<SaveSegment, (Segment?, Fault?)>(verb => verb.RunAsync(null, "Everybody at Petry", SegmentKind.Dynamic, query));
        Assert.Null(fault);
        await FollowAsync();
        return segment!;
    }

    /// <summary>Seals the ledger and brings the segments up to date, as the schedule does.</summary>
    public async Task FollowAsync()
    {
        await App.WithAsync<SealLedger, int>(async seals =>
        {
            await seals.RunAsync();
            return 0;
        });
        await App.WithAsync<FollowSegments, int>(async follow =>
        {
            await follow.RunAsync();
            return 0;
        });
    }

    public async Task<Mailing> MailingAsync(Segment segment, Func<MailingDraft, MailingDraft>? change = null)
    {
        var draft = new MailingDraft("November", Purpose.Newsletter, segment.Id, "", "", "Nordwerk GmbH, Rostock", null)
        {
            Texts = [("de", "Neues für {{first_name}}", "# {{salutation}}\n\nUnsere **neue** Ramme."), ("en", "News for {{first_name}}", "Our new pile driver.")],
        };
        var (mailing, fault) = await Desk.DoAsync<SaveMailing, (Mailing?, Fault?)>(verb => verb.RunAsync(null, change?.Invoke(draft) ?? draft));
        Assert.Null(fault);
        return mailing!;
    }

    public async Task StartAsync(Mailing mailing) => Assert.Null(await Desk.DoAsync<SaveMailing, Fault?>(verb => verb.StartAsync(mailing.Id, null)));

    public Task SendAsync() => App.WithAsync<SendMailings, int>(async send =>
    {
        await send.RunAsync();
        return 0;
    });

    public Task<List<MailingRecipient>> RecipientsAsync() => App.InDbAsync(db => db.MailingRecipients.AsNoTracking().OrderBy(its => its.Id).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await Sink.DisposeAsync();
        await Desk.DisposeAsync();
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings.Clicks;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Links;
using Trichter.Ledger;
using Trichter.Platform.Mail;
using Trichter.Timeline;

namespace Trichter.Campaigns.Mailings;

/// <summary>
/// Hands mails over so that each person gets theirs once, whatever crashes. All lines send their mail up to the last point, which makes the relay keep
/// nothing yet; then one save notes them as handed over; then every line sends its point. A program that dies before the save has sent nothing, one that
/// dies after it sends nothing again.
/// </summary>
public sealed class HandOverMails(Db db, Change change, TimelineWriter timeline, ContactKeys keys, MailPace pace)
{
    public async Task RunAsync(Mailing mailing, MailingTest? test, MailServer server, MailLines lines, IReadOnlyList<MailingRecipient> recipients, CancellationToken cancellation)
    {
        await keys.LoadAsync(cancellation);
        var texts = TextsOf(mailing, test, server);
        var people = await AddresseesAsync(recipients, cancellation);
        var returns = await db.ReturnBoxes.Select(its => its.Address).SingleOrDefaultAsync(cancellation) ?? "";
        var asked = change.Now;
        db.ChangeTracker.Clear();
        foreach (var some in recipients.Chunk(lines.Count))
        {
            db.AttachRange(some);
            var now = change.Now;
            var closed = await ClosedSinceAsync(some, asked, cancellation);
            var ready = new List<(MailingRecipient Recipient, int Line)>();
            var prepared = some.Where(its => IsOpen(its, closed) && IsInPace(mailing, its, now)).Select((its, line) => PrepareAsync(its, line)).ToList();
            foreach (var (recipient, line, refused) in await Task.WhenAll(prepared))
            {
                if (refused is null) ready.Add((recipient, line));
                else await RefuseAsync(recipient, refused, cancellation);
            }

            foreach (var (recipient, _) in ready)
            {
                (recipient.State, recipient.At) = (RecipientState.Handed, now);
                timeline.Record(new MailingSent(recipient.PersonId, mailing.Id, mailing.Name));
            }

            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
            db.AttachRange(ready.Select(its => its.Recipient));
            foreach (var (recipient, refused) in await Task.WhenAll(ready.Select(FinishAsync)))
            {
                if (refused is null) (recipient.State, recipient.Answer) = (RecipientState.Taken, "");
                else await RefuseAsync(recipient, refused, cancellation);
            }
        }

        await db.SaveChangesAsync(CancellationToken.None);

        async Task<(MailingRecipient, int, SmtpRefusal?)> PrepareAsync(MailingRecipient recipient, int line)
        {
            var frame = FrameOf(mailing, server, recipient);
            var message = WriteMailing.Of(mailing, recipient, texts[(recipient.Language, VersionOf(recipient, test))].Fill(people[recipient.PersonId], frame), frame, server, returns, change.Now);
            return (recipient, line, await lines.PrepareAsync(line, returns.Length > 0 ? returns : server.FromAddress, recipient.Address, message, cancellation));
        }

        async Task<(MailingRecipient, SmtpRefusal?)> FinishAsync((MailingRecipient Recipient, int Line) its) => (its.Recipient, await lines.FinishAsync(its.Line, CancellationToken.None));
    }

    /// <summary>What the rest get is the version that won.</summary>
    private static MailVariant VersionOf(MailingRecipient recipient, MailingTest? test) => recipient.Variant == MailVariant.None ? test?.Winner ?? MailVariant.None : recipient.Variant;

    private static Dictionary<(string Language, MailVariant Variant), MailingText> TextsOf(Mailing mailing, MailingTest? test, MailServer server)
    {
        var links = MailLinks.Of(mailing, test);
        return mailing.Languages.SelectMany(language => Enum.GetValues<MailVariant>(), (language, variant) => (language, variant)).ToDictionary(its => its, its =>
            MailingText.Of(mailing, its.language, its.variant == MailVariant.B ? test : null, mailing.CountsClicks ? address => links.Counted(address, server.Address, mailing.Id, its.variant) : null));
    }

    public MailingFrame FrameOf(Mailing mailing, MailServer server, MailingRecipient recipient)
    {
        var token = new PreferenceLink(recipient.PersonId, keys.Of(ContactPoint.Of(ContactChannel.Email, recipient.Address)), mailing.Purpose).Write(keys);
        return new(mailing.Imprint, $"{server.Address}/unsubscribe/{token}?language={recipient.Language}", $"{server.Address}/preferences/{token}?language={recipient.Language}", $"{server.Address}/u/{token}") { Token = token };
    }

    public async Task<IReadOnlyDictionary<Guid, Addressee>> AddresseesAsync(IReadOnlyCollection<MailingRecipient> recipients, CancellationToken cancellation)
    {
        var ids = recipients.Select(its => its.PersonId).ToList();
        var people = await db.People.AsNoTracking().Where(person => ids.Contains(person.Id)).ToListAsync(cancellation);
        var jobs = await (from job in db.Employments
                          join company in db.Companies on job.CompanyId equals company.Id
                          where ids.Contains(job.PersonId)
                          orderby job.Position
                          select new { job.PersonId, company.Name }).ToListAsync(cancellation);
        var companies = jobs.GroupBy(job => job.PersonId).ToDictionary(its => its.Key, its => its.First().Name);
        return people.ToDictionary(person => person.Id, person => new Addressee(person.FirstName, person.LastName, person.Title, person.Salutation, companies.GetValueOrDefault(person.Id, "")));
    }

    /// <summary>Who has unsubscribed in the second since they were asked for.</summary>
    private async Task<HashSet<string>> ClosedSinceAsync(IReadOnlyCollection<MailingRecipient> recipients, DateTime asked, CancellationToken cancellation)
    {
        var mine = recipients.Select(KeyOf).Concat(recipients.Select(its => keys.OfPerson(its.PersonId))).ToList();
        return [.. await db.Suppressions.Where(its => mine.Contains(its.Key) && its.EndedAt == null && its.Since >= asked).Select(its => its.Key).ToListAsync(cancellation)];
    }

    private string KeyOf(MailingRecipient recipient) => keys.Of(ContactPoint.Of(ContactChannel.Email, recipient.Address));

    /// <summary>Whoever has just unsubscribed is asked about once more, and then left out by its rule.</summary>
    private bool IsOpen(MailingRecipient recipient, HashSet<string> closed) => !closed.Contains(KeyOf(recipient)) && !closed.Contains(keys.OfPerson(recipient.PersonId));

    private bool IsInPace(Mailing mailing, MailingRecipient recipient, DateTime now)
    {
        if (pace.FreeAt(recipient.Domain, mailing.PerDomainPerMinute, now) is not { } later) return true;
        recipient.NotBefore = later;
        return false;
    }

    private async Task RefuseAsync(MailingRecipient recipient, SmtpRefusal refused, CancellationToken cancellation)
    {
        recipient.Answer = refused.Text.Length > 300 ? refused.Text[..300] : refused.Text;
        recipient.At = change.Now;
        recipient.Attempts++;
        if (refused.Kind == RefusalKind.NoAnswer) return;
        if (refused.Kind == RefusalKind.NotNow && recipient.Attempts < MailingRecipient.MostAttempts)
            (recipient.State, recipient.NotBefore) = (RecipientState.Queued, change.Now.AddMinutes(Math.Pow(2, recipient.Attempts)));
        else recipient.State = RecipientState.Refused;

        var key = KeyOf(recipient);
        var health = db.PointHealth.Local.FirstOrDefault(its => its.PointKey == key) ?? await db.PointHealth.SingleOrDefaultAsync(its => its.PointKey == key, cancellation);
        if (health is null) db.PointHealth.Add(health = new PointHealth { PointKey = key });
        health.Bounced(Bounces.Of(refused.Status), refused.Status, change.Now);
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings.Split;

namespace Trichter.Campaigns.Mailings;

/// <summary>Puts the members of the segment into the queue of a mailing, portion by portion; after a crash it goes on where it stopped. One address gets one mail, also when several people share it.</summary>
public sealed class QueueMailing(Db db, TheirTime theirTime)
{
    private const int Portion = 2000;
    private static readonly Guid All = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    public async Task RunAsync(Mailing mailing, MailingTest? test, CancellationToken cancellation)
    {
        if (mailing.QueuedTo == All) return;

        var written = mailing.Languages.ToList();
        var addresses = (await db.MailingRecipients.Where(its => its.MailingId == mailing.Id && its.Address != "").Select(its => its.Address).ToListAsync(cancellation)).ToHashSet(StringComparer.Ordinal);
        while (true)
        {
            var after = mailing.QueuedTo ?? Guid.Empty;
            var members = await db.SegmentMembers.Where(its => its.SegmentId == mailing.SegmentId && its.PersonId > after).OrderBy(its => its.PersonId).Take(Portion).Select(its => its.PersonId).ToListAsync(cancellation);
            var people = await db.People.AsNoTracking().Where(person => members.Contains(person.Id)).Select(person => new { person.Id, person.MainEmail, person.Language }).ToDictionaryAsync(person => person.Id, cancellation);

            var hours = mailing is { InTheirTime: true, PlannedFor: { } at } ? await theirTime.OfAsync(at, members, cancellation) : null;

            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            foreach (var id in members)
            {
                var person = people.GetValueOrDefault(id);
                var address = person?.MainEmail ?? "";
                var recipient = RecipientOf(mailing, id, address, person?.Language ?? "", written, test?.VariantFor(id) ?? MailVariant.None);
                if (person is null) LeaveOut(recipient, "They are no longer there.");
                else if (address.Length == 0) LeaveOut(recipient, "They have no e-mail address.");
                else if (!addresses.Add(address)) LeaveOut(recipient, "Somebody else with this address gets it.");
                if (hours is not null && recipient.State == RecipientState.Queued) recipient.NotBefore = hours.TryGetValue(id, out var hour) ? hour : mailing.PlannedFor;
                db.MailingRecipients.Add(recipient);
            }

            mailing.QueuedTo = members.Count < Portion ? All : members[^1];
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            foreach (var entry in db.ChangeTracker.Entries<MailingRecipient>().ToList()) entry.State = EntityState.Detached;
            if (mailing.QueuedTo == All) return;
        }
    }

    /// <summary>A person's place in the queue, in their language where the mailing is written in it.</summary>
    public static MailingRecipient RecipientOf(Mailing mailing, Guid person, string address, string language, IReadOnlyList<string> written, MailVariant variant = MailVariant.None) => new()
    {
        MailingId = mailing.Id,
        PersonId = person,
        Address = address,
        Domain = address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..],
        Language = written.Contains(language) ? language : written[0],
        Variant = variant,
    };

    private static void LeaveOut(MailingRecipient recipient, string reason) => (recipient.State, recipient.Reason) = (RecipientState.LeftOut, reason);
}

using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Touches;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Campaigns.Mailings.Split;

/// <summary>Ends a test when its time is over, once, and says which version the rest get.</summary>
public sealed class DecideTest(Db db, Change change, TimelineWriter timeline)
{
    /// <summary>Nobody waits for those who may be written to only days later; they get their version all the same.</summary>
    /// <returns>True when the rest may go; else the mailing waits for the end of the test.</returns>
    public async Task<bool> RunAsync(Mailing mailing, MailingTest test, CancellationToken cancellation)
    {
        if (test.Winner != MailVariant.None) return true;
        var soon = change.Now.AddHours(1);
        if (test.EndsAt is null && await db.MailingRecipients.AnyAsync(its => its.MailingId == mailing.Id && its.Variant != MailVariant.None && its.State == RecipientState.Queued && (its.NotBefore == null || its.NotBefore <= soon), cancellation))
        {
            mailing.TryAfter = change.Now.AddMinutes(1);
            await db.SaveChangesAsync(cancellation);
            return false;
        }

        test.EndsAt ??= change.Now.AddHours(test.Hours);
        if (test.EndsAt <= change.Now)
        {
            test.Decide(await ReadAsync(test, MailVariant.A, cancellation), await ReadAsync(test, MailVariant.B, cancellation));
            timeline.Record(new MailingTestDecided(mailing.Id, mailing.Name, test.Winner == MailVariant.B, test.HitsA, test.MailsA, test.HitsB, test.MailsB));
        }
        else mailing.TryAfter = test.EndsAt;

        await db.SaveChangesAsync(cancellation);
        return test.Winner != MailVariant.None;
    }

    private async Task<(int Hits, int Mails)> ReadAsync(MailingTest test, MailVariant variant, CancellationToken cancellation)
    {
        var mails = db.MailingRecipients.Where(its => its.MailingId == test.MailingId && its.Variant == variant && (its.State == RecipientState.Taken || its.State == RecipientState.Handed));
        var many = await mails.CountAsync(cancellation);
        if (test.Measure == TestMeasure.Forms)
            return (await mails.CountAsync(its => db.Touches.Any(touch => touch.Kind == TouchKind.Form && touch.PersonId == its.PersonId && touch.At >= its.At && touch.At <= test.EndsAt), cancellation), many);

        var (mailing, content) = (test.MailingId, variant.ToString());
        var clicks = await db.VisitCounts.Where(its => its.PlaceId == mailing && its.Content == content && its.Medium == Clicks.MailLinks.Human).SumAsync(its => its.Visits, cancellation);
        return ((int)Math.Min(clicks, many), many);
    }
}

public sealed record MailingTestDecided(Guid MailingId, string Name, bool Second, int HitsA, int MailsA, int HitsB, int MailsB) : Happening(MailingId)
{
    public override Told Told => Second
        ? new("ended the test of {0}: version B goes to the rest, {3} of {4} against {1} of {2}", Name, HitsA, MailsA, HitsB, MailsB)
        : new("ended the test of {0}: version A goes to the rest, {1} of {2} against {3} of {4}", Name, HitsA, MailsA, HitsB, MailsB);

    public override string Icon => "mail";

    public override bool IsImportant => true;
}

using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Ledger;
using Trichter.Platform.Mail;
using Trichter.Team;

namespace Trichter.Campaigns.Mailings;

/// <summary>Sends what is due: asks "may we?" once more for each person, then hands their mail over. One node does it at a time.</summary>
public sealed class SendMailings(Db db, Me me, Change change, MailSecret secret, AskConsent ask, QueueMailing queue, HandOverMails handOver, DecideTest decide, IKnowCapacity capacity)
{
    private const int Portion = 512;
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        me.ActAsProgram();
        var now = change.Now;
        var due = await db.Mailings.Where(its => its.RetiredAt == null && (its.State == MailingState.Scheduled || its.State == MailingState.Sending) && its.SendAt <= now && (its.TryAfter == null || its.TryAfter <= now)
                && (!its.IsForProgramme || db.MailingRecipients.Any(one => one.MailingId == its.Id && one.State == RecipientState.Queued && (one.NotBefore == null || one.NotBefore <= now))))
            .OrderBy(its => its.SendAt).Select(its => its.Id).ToListAsync(cancellation);
        foreach (var id in due) await SendAsync(id, cancellation);
    }

    private async Task SendAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } server) return;

        db.ChangeTracker.Clear();
        var mailing = await db.Mailings.SingleAsync(its => its.Id == id, cancellation);
        mailing.Begin(change.Now);
        await db.SaveChangesAsync(cancellation);
        var test = await db.MailingTests.SingleOrDefaultAsync(its => its.MailingId == id, cancellation);
        if (!mailing.IsForProgramme) await queue.RunAsync(mailing, test, cancellation);
        if (test is { EndsAt: not null } && !await decide.RunAsync(mailing, test, cancellation)) return;
        if (mailing.LeadsOneIn is not null && await RoomAsync(mailing, cancellation) == 0)
        {
            mailing.TryAfter = change.Now + Pause;
            await db.SaveChangesAsync(cancellation);
            return;
        }

        if (!mailing.IsForProgramme && await NextHourAsync(id, cancellation) is { } next)
        {
            mailing.TryAfter = next < change.Now + Pause ? next : change.Now + Pause;
            await db.SaveChangesAsync(cancellation);
            return;
        }

        try
        {
            await using var lines = await MailLines.OpenAsync(server, secret.Show(server.Password), cancellation);
            while (await NextAsync(mailing, test, cancellation) is { Count: > 0 } recipients)
            {
                await handOver.RunAsync(mailing, test, server, lines, await AllowedAsync(mailing, recipients, cancellation), cancellation);
                if (!await db.Mailings.AnyAsync(its => its.Id == id && its.State == MailingState.Sending, cancellation)) return;
                db.ChangeTracker.Clear();
                change.StartAnew();
            }
        }
        catch (Exception unreachable) when (MailLines.IsOfTheLine(unreachable, cancellation))
        {
            db.ChangeTracker.Clear();
            var (error, later) = (unreachable.Message.Length > 300 ? unreachable.Message[..300] : unreachable.Message, change.Now + AfterFault);
            await db.Mailings.Where(its => its.Id == id).ExecuteUpdateAsync(set => set.SetProperty(its => its.LastError, error).SetProperty(its => its.TryAfter, later), CancellationToken.None);
            return;
        }

        if (mailing.IsForProgramme) return;
        mailing = await db.Mailings.SingleAsync(its => its.Id == id, cancellation);
        test = await db.MailingTests.SingleOrDefaultAsync(its => its.MailingId == id, cancellation);
        if (test is not null && !await decide.RunAsync(mailing, test, cancellation)) return;
        if (await db.MailingRecipients.AnyAsync(its => its.MailingId == id && its.State == RecipientState.Queued, cancellation)) return;
        mailing.Finish(change.Now);
        mailing.LastError = "";
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>When the next of them may get it, where all that are left have to wait; null where somebody need not, or nobody is left.</summary>
    private async Task<DateTime?> NextHourAsync(Guid mailing, CancellationToken cancellation)
    {
        var (now, queued) = (change.Now, db.MailingRecipients.Where(its => its.MailingId == mailing && its.State == RecipientState.Queued));
        return await queued.AnyAsync(its => its.NotBefore == null || its.NotBefore <= now, cancellation) ? null : await queued.MinAsync(its => its.NotBefore, cancellation);
    }

    private async Task<List<MailingRecipient>> NextAsync(Mailing mailing, MailingTest? test, CancellationToken cancellation)
    {
        var (now, onlyTest) = (change.Now, test is { Winner: MailVariant.None });
        var room = mailing.LeadsOneIn is null ? Portion : await RoomAsync(mailing, cancellation);
        return await db.MailingRecipients.Where(its => its.MailingId == mailing.Id && its.State == RecipientState.Queued && (its.NotBefore == null || its.NotBefore <= now) && (!onlyTest || its.Variant != MailVariant.None))
            .OrderBy(its => its.Id).Take(room).ToListAsync(cancellation);
    }

    /// <summary>How many mails may go so that no more leads are to be expected than sales can call; what all such mailings sent within the last hour counts as not answered yet.</summary>
    private async Task<int> RoomAsync(Mailing mailing, CancellationToken cancellation)
    {
        var since = change.Now - Hour;
        var free = await capacity.FreeCallsAsync(cancellation);
        var lately = await (from its in db.MailingRecipients
                            join sent in db.Mailings on its.MailingId equals sent.Id
                            where sent.LeadsOneIn != null && (its.State == RecipientState.Taken || its.State == RecipientState.Handed) && its.At > since
                            group its by sent.LeadsOneIn!.Value into alike
                            select new { OneIn = alike.Key, Many = alike.Count() }).ToListAsync(cancellation);
        return (int)Math.Clamp((free - lately.Sum(sent => (decimal)sent.Many / sent.OneIn)) * mailing.LeadsOneIn!.Value, 0, Portion);
    }

    /// <summary>Who may be written to at this moment; the others are left out or wait, each with the rule and the reason.</summary>
    private async Task<IReadOnlyList<MailingRecipient>> AllowedAsync(Mailing mailing, List<MailingRecipient> recipients, CancellationToken cancellation)
    {
        var plan = new ContactPlan(mailing.Purpose, ContactChannel.Email) { Goods = mailing.Goods, Campaign = mailing.Id, Template = new MessageTraits { HasImprint = mailing.Imprint.Length > 0 } };
        var answers = (await ask.JudgeManyAsync([.. recipients.Select(its => new Asked(its.PersonId, its.Address))], plan, cancellation)).ToDictionary(its => its.Person, its => its.Answer);
        var allowed = new List<MailingRecipient>();
        foreach (var recipient in recipients)
        {
            switch (answers.GetValueOrDefault(recipient.PersonId))
            {
                case ConsentAnswer.Allow:
                    allowed.Add(recipient);
                    break;
                case ConsentAnswer.Wait wait:
                    (recipient.NotBefore, recipient.Rule, recipient.Reason) = (wait.Until, wait.Rule, wait.Reason.Key);
                    break;
                case ConsentAnswer.Deny denied:
                    (recipient.State, recipient.Rule, recipient.Reason, recipient.At) = (RecipientState.LeftOut, denied.Rule, denied.Reason.Key, change.Now);
                    break;
                case var other:
                    (recipient.State, recipient.Rule, recipient.Reason, recipient.At) = (RecipientState.LeftOut, other?.Rule ?? "R20", "They are no longer there.", change.Now);
                    break;
            }
        }

        await db.SaveChangesAsync(cancellation);
        return allowed;
    }
}

using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Mail;

/// <summary>Gives waiting mails to the relay, over one connection, each noted before and after.</summary>
public sealed class SendMails(Db db, MailSecret secret, TimeProvider clock)
{
    private const int Portion = 200;
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public async Task SendDueAsync(CancellationToken cancellation = default)
    {
        await LookAfterAbandonedAsync(cancellation);
        var now = Now;
        if (!await db.OutgoingMails.AnyAsync(mail => mail.State == MailState.Waiting && mail.NextAttemptAt <= now, cancellation)
            || await db.MailServers.SingleOrDefaultAsync(cancellation) is not { } server) return;

        SmtpLine line;
        try
        {
            line = await SmtpLine.OpenAsync(server, secret.Show(server.Password), cancellation);
        }
        catch (Exception unreachable) when (MailLines.IsOfTheLine(unreachable, cancellation))
        {
            await NoteAsync(server, unreachable.Message, cancellation);
            return;
        }

        await using (line)
        {
            while (await NextAsync(cancellation) is { Count: > 0 } mails)
                foreach (var mail in mails)
                    if (!await SendAsync(line, mail, server, cancellation)) return;
        }

        await NoteAsync(server, "", cancellation);
    }

    /// <summary>The relay that is set, tried with a mail that is not kept.</summary>
    /// <returns>What the relay says, or null when it took the mail.</returns>
    public static async Task<string?> TryAsync(MailServer server, string password, OutgoingMail mail, DateTime now, CancellationToken cancellation = default)
    {
        try
        {
            await using var line = await SmtpLine.OpenAsync(server, password, cancellation);
            await line.SendAsync(server.FromAddress, mail.ToAddress, WriteMime.Of(mail, server, now), cancellation);
            return null;
        }
        catch (Exception failure) when (MailLines.IsOfTheLine(failure, cancellation))
        {
            return failure.Message;
        }
    }

    /// <summary>Claimed before they are sent: another node, or this one after a crash, leaves them alone.</summary>
    private async Task<List<OutgoingMail>> NextAsync(CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var now = Now;
        var mails = await db.OutgoingMails.Where(mail => mail.State == MailState.Waiting && mail.NextAttemptAt <= now).OrderBy(mail => mail.NextAttemptAt).ThenBy(mail => mail.Id).Take(Portion).ToListAsync(cancellation);
        foreach (var mail in mails) mail.Claim(now);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return mails;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return [];
        }
    }

    /// <returns>False when the connection is of no more use.</returns>
    private async Task<bool> SendAsync(SmtpLine line, OutgoingMail mail, MailServer server, CancellationToken cancellation)
    {
        var (goesOn, claimed) = (true, mail.ClaimedAt);
        try
        {
            if (!MailLines.Carries(mail.ToAddress)) mail.Refused("The address has characters that mail does not carry.");
            else
            {
                var files = await db.MailAttachments.AsNoTracking().Where(file => file.MailId == mail.Id).OrderBy(file => file.Id).ToListAsync(cancellation);
                await line.SendAsync(server.FromAddress, mail.ToAddress, WriteMime.Of(mail, server, Now, files), cancellation);
                mail.Sent(Now);
            }
        }
        catch (SmtpException refused) when (refused.IsLasting)
        {
            mail.Refused(refused.Message);
        }
        catch (SmtpException notNow)
        {
            mail.PutOff(Now, notNow.Message);
        }
        catch (Exception broken) when (MailLines.IsOfTheLine(broken, cancellation))
        {
            mail.MayHaveArrived();
            goesOn = false;
        }

        await db.SaveChangesAsync(CancellationToken.None);
        if (!goesOn)
            await db.OutgoingMails.Where(its => its.State == MailState.Sending && its.ClaimedAt == claimed).ExecuteUpdateAsync(set => set.SetProperty(its => its.State, MailState.Waiting), CancellationToken.None);
        return goesOn;
    }

    /// <summary>What was being sent when the program died may have arrived; somebody has to decide.</summary>
    private async Task LookAfterAbandonedAsync(CancellationToken cancellation)
    {
        var silent = Now - Abandoned;
        foreach (var mail in await db.OutgoingMails.Where(its => its.State == MailState.Sending && its.ClaimedAt < silent).ToListAsync(cancellation)) mail.MayHaveArrived();
        await db.SaveChangesAsync(cancellation);
    }

    private async Task NoteAsync(MailServer server, string error, CancellationToken cancellation)
    {
        if (server.LastError != error) await db.MailServers.Where(its => its.Id == server.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.LastError, error), cancellation);
    }
}

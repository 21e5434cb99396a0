using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Team.Roles;

namespace Trichter.Insight.ByMail;

/// <summary>Writes the reports that are due into the outbox, each recipient's as they themselves would see it.</summary>
public sealed class SendReportMails(Db db, Change change, Here here, WriteMail mails, IServiceScopeFactory scopes)
{
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var now = change.Now;
        var due = await db.ReportMails.Where(its => its.NextAt <= now).OrderBy(its => its.NextAt).ToListAsync(cancellation);
        if (due.Count == 0) return;

        var zone = (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone;
        foreach (var mail in due)
        {
            var leftOut = new List<Guid>();
            foreach (var recipient in mail.Recipients)
                if (!await WriteAsync(mail, recipient, cancellation)) leftOut.Add(recipient);
            mail.Sent(now, mail.Recipients.Count - leftOut.Count, leftOut);
            mail.NextAt = mail.After(now, zone);
            await db.SaveChangesAsync(cancellation);
        }
    }

    /// <returns>False for somebody who is gone, or may not see it any more.</returns>
    private async Task<bool> WriteAsync(ReportMail mail, Guid recipient, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<Here>().Be(here.Place);
        var theirs = services.GetRequiredService<Db>();
        if (await theirs.Users.Where(user => user.Id == recipient && user.DisabledAt == null).WithRules(theirs).SingleOrDefaultAsync(cancellation) is not { } eyes || !eyes.User.May(Right.SeeInsight)) return false;

        services.GetRequiredService<Me>().SignedInAs(eyes);
        if (await services.GetRequiredService<MakeReportFile>().RunAsync(mail, cancellation) is not { } file) return false;

        var link = await mails.LinkAsync(file.Path, cancellation);
        mails.Add(eyes.User.Email, eyes.User.Name, eyes.User.Language, Zones.Find(eyes.User.TimeZone), texts => new MailWords(
            texts["Report: {0}", file.Title], string.Join("\n\n", new[] { texts["{0}, as you may see it, is attached.", file.Title], file.WhyNoPdf is { } why ? texts[why] : null, link }.OfType<string>())), mail.Id, file.Files);
        return true;
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Builder;
using Trichter.Insight.Dashboards;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Views;
using Trichter.Timeline;

namespace Trichter.Insight.ByMail;

/// <summary>Says to whom a report or a dashboard goes, and when.</summary>
public sealed class KeepReportMails(Db db, Me me, Change change, KeepReports reports, KeepDashboards boards, TimelineWriter timeline)
{
    /// <param name="report">Null for a dashboard.</param>
    /// <param name="board">Null for a report, and with it for the first seven.</param>
    /// <returns>What is wrong; null when it was saved.</returns>
    public async Task<Told?> AddAsync(Guid? report, Guid? board, string process, ReportRhythm? rhythm, int? hour, IReadOnlyCollection<Guid> recipients, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        if (me.Id is not { } owner) throw new NotAllowedException(Right.SeeInsight);
        if (rhythm is null || hour is not (>= 0 and <= 23)) return new Told("Say how often, and at which hour.");
        if (recipients.Count is 0 or > ReportMail.MostRecipients) return new Told("Choose who gets it, up to {0} colleagues.", ReportMail.MostRecipients);

        var shared = (report, board) switch
        {
            ({ } id, _) => await reports.Mine().Where(its => its.Id == id).Select(its => new Shared(its.Name, its.Share, its.OwnerId)).SingleOrDefaultAsync(cancellation),
            (_, { } id) => await boards.Mine().Where(its => its.Id == id).Select(its => new Shared(its.Name, its.Share, its.OwnerId)).SingleOrDefaultAsync(cancellation),
            _ => new Shared("", ViewShare.All, owner),
        };
        if (shared is null) return new Told("This is not there any more, or is hidden for your role.");

        var people = await db.Users.AsNoTracking().Where(user => recipients.Contains(user.Id) || user.Id == shared.Owner).ToListAsync(cancellation);
        var team = people.Find(user => user.Id == shared.Owner)?.TeamId;
        if (people.Find(user => recipients.Contains(user.Id) && !user.May(Right.SeeInsight)) is { } barred) return new Told("{0} may not see reports.", barred.Name);
        if (people.Find(user => recipients.Contains(user.Id) && !IsFoundBy(shared, user, team)) is { } stranger) return new Told("Share it first, so that {0} finds it too.", stranger.Name);

        var mail = new ReportMail { OwnerId = owner, ReportId = report, DashboardId = board, Process = process, Rhythm = rhythm.Value, Hour = hour.Value, Recipients = [.. recipients.Distinct()] };
        mail.NextAt = mail.After(change.Now, (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone);
        db.ReportMails.Add(mail);
        timeline.Record(new ReportMailSet(mail.Id, shared.Name, mail.Recipients.Count));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>One's own; those who manage the team stop any.</summary>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        var mail = await db.ReportMails.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (mail is null || (mail.OwnerId != me.Id && !me.May(Right.ManageTeam))) return false;

        db.ReportMails.Remove(mail);
        timeline.Record(new ReportMailStopped(mail.Id));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static bool IsFoundBy(Shared shared, User user, Guid? team) =>
        shared.Share == ViewShare.All || user.Id == shared.Owner || (shared.Share == ViewShare.Team && team is not null && user.TeamId == team);

    private sealed record Shared(string Name, ViewShare Share, Guid Owner);
}

public sealed record ReportMailSet(Guid MailId, string Name, int Recipients) : Happening(MailId)
{
    public override Told Told => new("has {0} sent by mail; people: {1}", Name, Recipients);

    public override string Icon => "mail";
}

public sealed record ReportMailStopped(Guid MailId) : Happening(MailId)
{
    public override Told Told => new("stopped sending a report by mail");

    public override string Icon => "mail";
}

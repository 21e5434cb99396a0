using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Views;
using Trichter.Timeline;

namespace Trichter.Insight.Builder;

/// <param name="Conditions">As an address carries them.</param>
public sealed record ReportDraft(string Name, ViewShare Share, string Subject, string Rows, string Columns, string Measure, ReportChart Chart, string Conditions);

/// <summary>Keeps own reports. Whoever changes a shared one of somebody else gets a copy.</summary>
public sealed class KeepReports(Db db, Me me, IEnumerable<ISubject> subjects, TimelineWriter timeline)
{
    /// <summary>One's own, those of the team, those for everybody.</summary>
    public IQueryable<OwnReport> Mine()
    {
        var (mine, team) = (me.Id, me.TeamId);
        return db.OwnReports.Where(its => its.OwnerId == mine || its.Share == ViewShare.All
            || (its.Share == ViewShare.Team && team != null && db.Users.Any(user => user.Id == its.OwnerId && user.TeamId == team)));
    }

    /// <param name="id">Null for a new one.</param>
    /// <returns>What is wrong, by field; or the report that was saved.</returns>
    public async Task<(IReadOnlyDictionary<string, Told> Faults, Guid? Id)> SaveAsync(Guid? id, ReportDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        var faults = new Dictionary<string, Told>();
        if (draft.Name.Trim() is not { Length: > 0 and <= OwnReport.LongestName }) faults["Name"] = new Told("Give the report a name of up to {0} characters.", OwnReport.LongestName);
        if (draft.Conditions.Length > OwnReport.LongestConditions) faults["Groups"] = new Told("This filter is too long to be saved.");
        if (subjects.FirstOrDefault(its => its.Key == draft.Subject && its.IsSeen) is not { } subject) faults["Subject"] = new Told("This is not there any more, or is hidden for your role.");
        else await CheckAsync(subject, draft, faults, cancellation);
        if (faults.Count > 0) return (faults, null);

        var report = id is null ? null : await Mine().SingleOrDefaultAsync(its => its.Id == id && its.OwnerId == me.Id && its.Subject == draft.Subject, cancellation);
        if (report is null) db.OwnReports.Add(report = new OwnReport { Name = "", Subject = draft.Subject, Rows = draft.Rows, OwnerId = me.Id ?? throw new NotAllowedException(Right.SeeInsight) });
        (report.Name, report.Share, report.Rows, report.Columns, report.Measure, report.Chart, report.Conditions) =
            (draft.Name.Trim(), draft.Share, draft.Rows, draft.Columns, draft.Measure, draft.Chart, draft.Conditions.TrimStart('?'));
        timeline.Record(new ReportSaved(report.Id, report.Name));
        await db.SaveChangesAsync(cancellation);
        return (faults, report.Id);
    }

    /// <summary>One's own; those who manage the team remove shared ones of others, too.</summary>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        var report = await db.OwnReports.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (report is null || (report.OwnerId != me.Id && (report.Share == ViewShare.Private || !me.May(Right.ManageTeam)))) return false;

        db.OwnReports.Remove(report);
        timeline.Record(new ReportRemoved(report.Id, report.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static async Task CheckAsync(ISubject subject, ReportDraft draft, Dictionary<string, Told> faults, CancellationToken cancellation)
    {
        var offer = await subject.OfferAsync(cancellation);
        if (offer.Dimensions.All(its => its.Key != draft.Rows)) faults["Rows"] = new Told("Choose what the rows are put together by.");
        if (draft.Columns.Length > 0 && (draft.Columns == draft.Rows || offer.Dimensions.All(its => its.Key != draft.Columns))) faults["Columns"] = new Told("Choose something else than for the rows, or nothing.");
        if (offer.Measures.All(its => its.Key != draft.Measure)) faults["Measure"] = new Told("Choose what is counted.");
    }
}

public sealed record ReportSaved(Guid ReportId, string Name) : Happening(ReportId)
{
    public override Told Told => new("saved the report {0}", Name);

    public override string Icon => "chart-dots";
}

public sealed record ReportRemoved(Guid ReportId, string Name) : Happening(ReportId)
{
    public override Told Told => new("removed the report {0}", Name);

    public override string Icon => "trash";
}

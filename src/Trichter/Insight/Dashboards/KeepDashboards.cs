using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Builder;
using Trichter.Insight.Metrics;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Views;
using Trichter.Timeline;

namespace Trichter.Insight.Dashboards;

/// <summary>Makes dashboards and changes one's own. Whoever changes a shared one of somebody else, or the first one, gets a copy.</summary>
public sealed class KeepDashboards(Db db, Me me, Texts texts, KeepReports reports, TimelineWriter timeline)
{
    /// <summary>One's own, those of the team, those for everybody.</summary>
    public IQueryable<Dashboard> Mine()
    {
        var (mine, team) = (me.Id, me.TeamId);
        return db.Dashboards.Where(its => its.OwnerId == mine || its.Share == ViewShare.All
            || (its.Share == ViewShare.Team && team != null && db.Users.Any(user => user.Id == its.OwnerId && user.TeamId == team)));
    }

    /// <returns>What is wrong, or the dashboard that was saved: an own one gets name and share, of any other a copy is made.</returns>
    public async Task<(Told? Fault, Guid? Id)> SaveAsync(Guid? id, string? name, ViewShare share, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        if (name?.Trim() is not { Length: > 0 and <= Dashboard.LongestName } called) return (new Told("Give the dashboard a name of up to {0} characters.", Dashboard.LongestName), null);

        var dashboard = await OwnAsync(id, cancellation);
        (dashboard.Name, dashboard.Share) = (called, share);
        return (null, await SaveAsync(dashboard, cancellation));
    }

    /// <returns>False where seven are there and none is to go; the id is that of the dashboard that was changed.</returns>
    public async Task<(bool Done, Guid? Id)> AddAsync(Guid? id, string? metric, string? instead, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        if (metric is null || !(Dashboard.ReportOf(metric) is { } report ? await reports.Mine().AnyAsync(its => its.Id == report, cancellation) : MetricKinds.All.Any(kind => kind.Id == metric))) return (true, id);

        var dashboard = await OwnAsync(id, cancellation);
        return dashboard.Add(metric, instead) ? (true, await SaveAsync(dashboard, cancellation)) : (false, id);
    }

    public async Task<Guid> ChangeAsync(Guid? id, Action<Dashboard> what, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        var dashboard = await OwnAsync(id, cancellation);
        what(dashboard);
        return await SaveAsync(dashboard, cancellation);
    }

    /// <summary>One's own; those who manage the team remove shared ones of others, too.</summary>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        var dashboard = await db.Dashboards.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (dashboard is null || (dashboard.OwnerId != me.Id && (dashboard.Share == ViewShare.Private || !me.May(Right.ManageTeam)))) return false;

        db.Dashboards.Remove(dashboard);
        timeline.Record(new DashboardRemoved(dashboard.Id, dashboard.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<Dashboard> OwnAsync(Guid? id, CancellationToken cancellation)
    {
        var found = id is null ? null : await Mine().SingleOrDefaultAsync(its => its.Id == id, cancellation);
        return found is not null && found.OwnerId == me.Id ? found
            : new Dashboard { Name = found?.Name ?? texts["My dashboard"], OwnerId = me.Id ?? throw new NotAllowedException(Right.SeeInsight), Tiles = [.. found?.Tiles ?? [.. Dashboard.FirstSeven]] };
    }

    private async Task<Guid> SaveAsync(Dashboard dashboard, CancellationToken cancellation)
    {
        if (db.Entry(dashboard).State == EntityState.Detached) db.Dashboards.Add(dashboard);
        timeline.Record(new DashboardSaved(dashboard.Id, dashboard.Name));
        await db.SaveChangesAsync(cancellation);
        return dashboard.Id;
    }
}

public sealed record DashboardSaved(Guid DashboardId, string Name) : Happening(DashboardId)
{
    public override Told Told => new("saved the dashboard {0}", Name);

    public override string Icon => "chart-dots";
}

public sealed record DashboardRemoved(Guid DashboardId, string Name) : Happening(DashboardId)
{
    public override Told Told => new("removed the dashboard {0}", Name);

    public override string Icon => "trash";
}

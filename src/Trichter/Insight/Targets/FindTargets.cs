using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;

namespace Trichter.Insight.Targets;

/// <summary>Finds the targets of those whose deals are asked for.</summary>
public sealed class FindTargets(Db db, Me me)
{
    /// <summary>Of the colleague or team asked for; else of those whose deals the reader sees. None where both are asked for.</summary>
    public IQueryable<Target> Of(string metric, ReportQuery query)
    {
        var sees = me.Sees<Deal>();
        var asksForSome = query.Owner is not null || query.Team is not null;
        var user = asksForSome ? query.Owner : sees == Visibility.Own ? me.Id : null;
        var team = asksForSome ? query.Team : sees == Visibility.Team ? me.TeamId : null;
        return db.Targets.AsNoTracking().Where(its => its.Metric == metric && its.UserId == user && its.TeamId == team && (user == null || team == null));
    }
}

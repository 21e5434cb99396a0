using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Metrics;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Timeline;

namespace Trichter.Insight.Targets;

/// <summary>Says what a metric is to reach in a period, or takes that back. One that is there already for the same people and days gets the new amount.</summary>
public sealed class SetTarget(Db db, Me me, FiguresOfPeople figures, TimelineWriter timeline)
{
    /// <param name="amount">As it is read on the page: currency units, percent, days.</param>
    /// <returns>What is wrong, by field; empty when it was saved.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(
        string? metric, Guid? user, Guid? team, DateOnly? from, DateOnly? to, decimal? amount, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        var faults = new Dictionary<string, Told>();
        if (MetricKinds.All.FirstOrDefault(kind => kind.Id == metric) is null) faults["metric"] = new Told("Choose a metric.");
        if (user is not null && team is not null) faults["who"] = new Told("A target is for one colleague, or for a team, or for all.");
        if (user is not null && !await db.Users.AnyAsync(its => its.Id == user, cancellation)) faults["who"] = new Told("Choose somebody of the team.");
        else if (!(await figures.OfAsync(FigureScope.Reports, cancellation)).MayAsk(user, null)) faults["who"] = FiguresOfPeople.Why;
        if (team is not null && !await db.Teams.AnyAsync(its => its.Id == team, cancellation)) faults["who"] = new Told("Choose a team.");
        if (from is null) faults["from"] = new Told("Say on which day it begins.");
        if (to is null || to < from) faults["to"] = new Told("Say on which day it ends; not before it begins.");
        if (amount is not (>= 0 and <= Target.Most)) faults["amount"] = new Told("A number, not below zero.");
        if (faults.Count > 0) return faults;

        var target = await db.Targets.SingleOrDefaultAsync(its => its.Metric == metric && its.UserId == user && its.TeamId == team && its.FromDay == from && its.ToDay == to, cancellation);
        if (target is null) db.Targets.Add(target = new Target { Metric = metric!, UserId = user, TeamId = team, FromDay = from!.Value, ToDay = to!.Value, Amount = 0 });
        target.Amount = (long)Math.Round(amount!.Value * 100);
        timeline.Record(new TargetSet(target.Id, target.Metric, target.FromDay, target.ToDay));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <returns>False when there is no such target.</returns>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        if (await db.Targets.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } target) return false;

        db.Targets.Remove(target);
        timeline.Record(new TargetRemoved(target.Id, target.Metric, target.FromDay, target.ToDay));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record TargetSet(Guid TargetId, string Metric, DateOnly From, DateOnly To) : Happening(TargetId)
{
    public override Told Told => new("set a target for {0} from {1} to {2}", MetricKinds.TitleOf(Metric), From, To);

    public override string Icon => "target";
}

public sealed record TargetRemoved(Guid TargetId, string Metric, DateOnly From, DateOnly To) : Happening(TargetId)
{
    public override Told Told => new("removed the target for {0} from {1} to {2}", MetricKinds.TitleOf(Metric), From, To);

    public override string Icon => "trash";
}

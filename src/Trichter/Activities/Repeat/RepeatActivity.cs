using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Meetings;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Activities.Repeat;

/// <summary>Plans an activity that comes again, and changes or drops what follows an occurrence of it. One occurrence alone is an activity like any other.</summary>
public sealed class RepeatActivity(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures, PlanActivity plan)
{
    public async Task<PlanResult> RunAsync(Guid dealId, PlanDraft draft, RepeatDraft repeat, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new PlanResult.NotFound();
        var faults = await plan.FaultsAsync(draft, draft.At <= change.Now, cancellation);
        foreach (var (field, fault) in repeat.Faults()) faults.TryAdd(field, fault);
        if (faults.Count > 0) return new PlanResult.Faulty(faults);

        return await BeginAsync(deal, draft, repeat.Rule, repeat.EndOf, "until", cancellation);
    }

    /// <summary>This occurrence and all that follow: what comes before stays as it is, a series of its own goes on from here.</summary>
    public async Task<PlanResult> ChangeFollowingAsync(Guid dealId, Guid activityId, PlanDraft draft, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, activityId, cancellation) is not var (deal, activity, series)) return new PlanResult.NotFound();
        draft = draft with { Type = activity.Type, OwnerId = draft.OwnerId ?? activity.OwnerId };
        var faults = await plan.FaultsAsync(draft, draft.At <= change.Now, cancellation);
        if (faults.Count > 0) return new PlanResult.Faulty(faults);

        var end = series.EndsOn;
        await EndBeforeAsync(series, activity.SeriesOn!.Value, cancellation);
        var moved = series.Rule.Days.Count <= 1 ? series.Rule with { Days = [] } : series.Rule;
        return await BeginAsync(deal, draft, moved, _ => end, "at", cancellation);
    }

    /// <returns>False when there is no such occurrence that is still open.</returns>
    public async Task<bool> DropFollowingAsync(Guid dealId, Guid activityId, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, activityId, cancellation) is not var (deal, activity, series)) return false;

        await EndBeforeAsync(series, activity.SeriesOn!.Value, cancellation);
        timeline.Record(new SeriesDropped(dealId, activity.Type, activity.Text, activity.SeriesOn.Value));
        await SaveAsync(deal, cancellation);
        return true;
    }

    /// <param name="field">Beside which it is said that the end lies before the beginning.</param>
    private async Task<PlanResult> BeginAsync(Deal deal, PlanDraft draft, Recurrence rule, Func<DateOnly, DateOnly?> endOf, string field, CancellationToken cancellation)
    {
        var zone = me.IsSignedIn ? me.User.TimeZone : await db.Workspaces.Select(its => its.TimeZone).SingleAsync(cancellation);
        var local = TimeZoneInfo.ConvertTimeFromUtc(draft.At!.Value, Zones.Find(zone));
        var first = rule.From(DateOnly.FromDateTime(local)).First();
        if (endOf(first) < first) return new PlanResult.Faulty(new Dictionary<string, Told> { [field] = new("The series would end before its first time.") });

        var seen = await db.People.VisibleTo(me, db).Where(person => draft.People.Contains(person.Id)).Select(person => person.Id).ToListAsync(cancellation);
        var series = Series.Of(deal.Id, draft with { OwnerId = draft.OwnerId ?? me.Id, People = seen }, rule, first, local.Hour * 60 + local.Minute, zone, endOf(first), change.Now);
        db.Series.Add(series);

        var made = series.MakeUntil(Later(DateOnly.FromDateTime(change.Now).AddDays(Series.Horizon), first), change.Now);
        db.Activities.AddRange(made.Select(its => its.Activity));
        db.Participants.AddRange(made.SelectMany(its => its.With));
        timeline.Record(new SeriesPlanned(deal.Id, series.Type, series.Text, made[0].Activity.DueAt!.Value, series.Rule.Frequency, series.Rule.Every));
        await SaveAsync(deal, cancellation);
        return new PlanResult.Planned(made[0].Activity);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    /// <summary>What is done already stays.</summary>
    private async Task EndBeforeAsync(Series series, DateOnly day, CancellationToken cancellation)
    {
        series.EndsOn = day.AddDays(-1);
        var following = await db.Activities.Where(its => its.SeriesId == series.Id && its.DoneAt == null && its.SeriesOn >= day).ToListAsync(cancellation);
        var ids = following.Select(its => its.Id).ToList();
        db.Participants.RemoveRange(await db.Participants.Where(its => ids.Contains(its.ActivityId)).ToListAsync(cancellation));
        db.Activities.RemoveRange(following);
    }

    private async Task<(Deal Deal, Activity Activity, Series Series)?> FindAsync(Guid dealId, Guid activityId, CancellationToken cancellation)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        var activity = await db.Activities.SingleOrDefaultAsync(its => its.Id == activityId && its.DealId == dealId, cancellation);
        return deal is null || activity is not { IsPlanned: true, SeriesId: { } id, SeriesOn: not null } ? null : (deal, activity, await db.Series.SingleAsync(its => its.Id == id, cancellation));
    }

    private async Task SaveAsync(Deal deal, CancellationToken cancellation)
    {
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

public sealed record SeriesPlanned(Guid SubjectId, ActivityType Type, string Text, DateTime First, Frequency Frequency, int Every) : Happening(SubjectId)
{
    public override Told Told => Every == 1
        ? new("planned from {0} on, {1} ({2}): {3}", First, Frequency, Type, Text)
        : new("planned from {0} on, {1}, each {2}. time ({3}): {4}", First, Frequency, Every, Type, Text);

    public override string Icon => "calendar-repeat";
}

public sealed record SeriesDropped(Guid SubjectId, ActivityType Type, string Text, DateOnly From) : Happening(SubjectId)
{
    public override Told Told => new("dropped all from {0} on ({1}): {2}", From, Type, Text);

    public override string Icon => "x";
}

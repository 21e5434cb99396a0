using Microsoft.EntityFrameworkCore;

namespace Trichter.Activities.Meetings;

/// <summary>When colleagues have no time: planned activities with a length, their own and those they take part in. It tells nothing else of them.</summary>
public sealed class BusyTimes(Db db)
{
    /// <param name="from">UTC.</param>
    /// <param name="except">An activity that does not count, since it is the one that is being changed.</param>
    public async Task<List<Busy>> OfAsync(Guid user, DateTime from, DateTime to, Guid? except = null, CancellationToken cancellation = default)
    {
        var earliest = from.AddMinutes(-PlanDraft.LongestMinutes);
        var blocking = db.Activities.Where(its => its.DoneAt == null && its.LengthMinutes > 0 && its.DueAt < to && its.DueAt > earliest && its.Id != except);
        var with = await blocking.Join(db.Participants.Where(one => one.UserId == user), its => its.Id, one => one.ActivityId, (its, _) => its.Id).ToListAsync(cancellation);
        var planned = await blocking.Where(its => its.OwnerId == user || with.Contains(its.Id))
            .Where(its => db.Deals.Any(deal => deal.Id == its.DealId))
            .OrderBy(its => its.DueAt).Select(its => new { At = its.DueAt!.Value, its.LengthMinutes }).ToListAsync(cancellation);
        return [.. planned.Select(its => new Busy(its.At, its.At.AddMinutes(its.LengthMinutes))).Where(its => its.To > from)];
    }
}

/// <summary>UTC.</summary>
public readonly record struct Busy(DateTime From, DateTime To)
{
    public bool Overlaps(DateTime from, DateTime to) => From < to && from < To;
}

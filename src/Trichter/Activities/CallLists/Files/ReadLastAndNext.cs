using Microsoft.EntityFrameworkCore;
using Trichter.Team;

namespace Trichter.Activities.CallLists.Files;

/// <summary>When somebody was last spoken to and what is planned next, for a whole list by four queries.</summary>
public sealed class ReadLastAndNext(Db db, Me me)
{
    /// <param name="kind">People or companies.</param>
    public async Task<LastAndNext> RunAsync(CallKind kind, IReadOnlyList<Guid> ids, CancellationToken cancellation = default)
    {
        var people = kind == CallKind.People;
        var direct = from its in db.Activities
                     where its.DealId == null && (people ? its.PersonId != null && ids.Contains(its.PersonId.Value) : its.CompanyId != null && ids.Contains(its.CompanyId.Value))
                     select new { Record = people ? its.PersonId!.Value : its.CompanyId!.Value, Activity = its };
        var onDeals = from its in db.Activities
                      join deal in db.Deals.VisibleTo(me, db) on its.DealId equals deal.Id
                      where people ? deal.ContactId != null && ids.Contains(deal.ContactId.Value) : deal.CompanyId != null && ids.Contains(deal.CompanyId.Value)
                      select new { Record = people ? deal.ContactId!.Value : deal.CompanyId!.Value, Activity = its };
        var last = new Dictionary<Guid, DateTime>();
        var next = new Dictionary<Guid, (DateTime At, string Text)>();
        foreach (var all in new[] { direct, onDeals })
        {
            foreach (var its in await all.Where(its => (its.Activity.Type == ActivityType.Call || its.Activity.Type == ActivityType.Meeting) && its.Activity.DoneAt != null)
                         .GroupBy(its => its.Record).Select(its => new { its.Key, At = its.Max(one => one.Activity.DoneAt)!.Value }).ToListAsync(cancellation))
                if (!last.TryGetValue(its.Key, out var known) || known < its.At) last[its.Key] = its.At;
            foreach (var its in await all.Where(its => its.Activity.DoneAt == null && its.Activity.DueAt != null).Select(its => new { its.Record, At = its.Activity.DueAt!.Value, its.Activity.Text }).ToListAsync(cancellation))
                if (!next.TryGetValue(its.Record, out var known) || known.At > its.At) next[its.Record] = (its.At, its.Text);
        }

        return new(last, next);
    }
}

public sealed record LastAndNext(IReadOnlyDictionary<Guid, DateTime> Last, IReadOnlyDictionary<Guid, (DateTime At, string Text)> Next)
{
    public (DateTime? Last, (DateTime At, string Text)? Next) Of(Guid record) => (Last.TryGetValue(record, out var at) ? at : null, Next.TryGetValue(record, out var planned) ? planned : null);
}

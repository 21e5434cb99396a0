using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Customers.Lists;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Lists;
using Trichter.Timeline;

namespace Trichter.Campaigns.Segments;

/// <summary>Keeps a set of people by its conditions.</summary>
public sealed class SaveSegment(Db db, Me me, Change change, TimelineWriter timeline, PersonList list)
{
    private const int LongestName = 120;

    /// <param name="query">As the list of people writes it; conditions that cannot be read are a fault, never left out.</param>
    public async Task<(Segment? Saved, Fault? Fault)> RunAsync(Guid? id, string name, SegmentKind kind, string query, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (name.Trim().Length is 0 or > LongestName) return (null, new("Name", new Told("A name is needed.")));

        var read = ListQuery.Read(query, await list.FiltersAsync(cancellation));
        if (read.Unread > 0) return (null, new("Query", new Told("A condition cannot be read.")));
        if (read.Groups.Count == 0 && read.Name is null or "") return (null, new("Query", new Told("A segment needs at least one condition.")));

        var segment = id is null ? null : await db.Segments.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (id is not null && segment is null) return (null, Fault.NotThere);
        if (segment is null) db.Segments.Add(segment = new Segment { Name = "", Query = "", OwnerId = me.User.Id, CreatedAt = change.Now });
        segment.IsStale |= segment.Query != read.InAddress() || segment.Kind != kind;
        (segment.Name, segment.Kind, segment.Query) = (name.Trim(), kind, read.InAddress());
        timeline.Record(new SegmentSaved(segment.Id, segment.Name));
        await db.SaveChangesAsync(cancellation);
        return (segment, null);
    }

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Segments.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } segment) return false;
        segment.Retire(change.Now);
        timeline.Record(new SegmentRetired(segment.Id, segment.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

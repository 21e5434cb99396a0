using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Market.Universe;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Market.Groups;

/// <summary>Keeps the conditions of the universe page under a name, and retires them.</summary>
public sealed class SaveGroup(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <param name="process">The process whose business it is for; null for all.</param>
    public async Task<(TargetGroup? Group, Fault? Fault)> RunAsync(string name, string product, SuspectFilter filter, Guid? process = null, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        (name, product) = (name.Trim(), product.Trim());
        if (name.Length is 0 or > TargetGroup.LongestName) return (null, new("GroupName", name.Length == 0 ? new Told("A name is needed.") : new Told("At most {0} characters.", TargetGroup.LongestName)));
        if (product.Length > TargetGroup.LongestName) return (null, new("Product", new Told("At most {0} characters.", TargetGroup.LongestName)));
        if (await db.TargetGroups.AnyAsync(its => its.Name == name && its.RetiredAt == null, cancellation)) return (null, new("GroupName", new Told("There is one of this name already.")));

        if (process is not null && !await db.Processes.AnyAsync(its => its.Id == process, cancellation)) return (null, new("Business", new Told("Choose one of the list.")));

        var group = new TargetGroup { Name = name, Product = product, ProcessId = process, Query = (filter with { Reach = SuspectReach.All }).Write(), CreatedBy = me.Id, CreatedAt = change.Now };
        db.TargetGroups.Add(group);
        timeline.Record(new GroupSaved(group.Id, name));
        await db.SaveChangesAsync(cancellation);
        return (group, null);
    }

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.TargetGroups.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } group) return false;
        group.Retire(change.Now);
        timeline.Record(new GroupRetired(group.Id, group.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

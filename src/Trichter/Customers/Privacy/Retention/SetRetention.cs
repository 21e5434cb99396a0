using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>Sets how long a class is kept, and lets what is due be erased: once, or every day from now on (R78).</summary>
public sealed class SetRetention(Db db, Me me, WholeSight sight, Change change, TimelineWriter timeline, ReadRetention read)
{
    /// <param name="length">Null for the usual one.</param>
    public async Task<Fault?> KeepAsync(RetentionClass its, int? length, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var term = (await read.OfAsync(its, cancellation)).Term;
        if (length < term.Least || length > term.Most) return new("Length", new Told("Between {0} and {1}.", term.Least, term.Most));

        var rule = await RuleAsync(its, cancellation);
        rule.Keep(length == term.Usual ? null : length);
        timeline.Record(new RetentionSet(rule.Id, its));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<Fault?> ApproveAsync(RetentionClass its, bool daily, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!sight.IsMine || (await read.OfAsync(its, cancellation)).Term.Kind != RetentionKind.People) return Fault.NotThere;

        var rule = await RuleAsync(its, cancellation);
        if (daily) rule.Approve(me.User.Id, change.Now);
        else rule.ApproveOnce(me.User.Id, DateOnly.FromDateTime(change.Now));
        timeline.Record(new RetentionApproved(rule.Id, its, daily));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Takes the approval back; what is under way stops after the person it is at.</summary>
    public async Task StopAsync(RetentionClass its, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var rule = await RuleAsync(its, cancellation);
        rule.Stop();
        timeline.Record(new RetentionStopped(rule.Id, its));
        foreach (var run in await db.RetentionRuns.Where(run => run.Class == its && run.EndedAt == null).ToListAsync(cancellation)) run.EndedAt = change.Now;
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<RetentionRule> RuleAsync(RetentionClass its, CancellationToken cancellation)
    {
        if (await db.RetentionRules.SingleOrDefaultAsync(known => known.Class == its, cancellation) is { } rule) return rule;
        db.RetentionRules.Add(rule = new RetentionRule { Class = its });
        return rule;
    }
}

public sealed record RetentionSet(Guid RuleId, RetentionClass Class) : Happening(RuleId)
{
    public override Told Told => new("changed how long we keep: {0}", Class);

    public override string Icon => "trash";
}

public sealed record RetentionApproved(Guid RuleId, RetentionClass Class, bool Daily) : Happening(RuleId)
{
    public override Told Told => Daily ? new("lets what is due be erased every day: {0}", Class) : new("lets what is due be erased once: {0}", Class);

    public override string Icon => "trash";

    public override bool IsImportant => true;
}

public sealed record RetentionStopped(Guid RuleId, RetentionClass Class) : Happening(RuleId)
{
    public override Told Told => new("stopped erasing what is due: {0}", Class);

    public override string Icon => "hand-stop";

    public override bool IsImportant => true;
}

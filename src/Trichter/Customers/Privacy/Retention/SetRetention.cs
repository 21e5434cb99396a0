using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>Sets how long a class is kept, and lets what is due be erased: once, or every day from now on (R78).</summary>
public sealed class SetRetention(Db db, Me me, WholeSight sight, Change change, ReadRetention read)
{
    /// <param name="length">Null for the usual one.</param>
    public async Task<Fault?> KeepAsync(RetentionClass its, int? length, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var term = (await read.OfAsync(its, cancellation)).Term;
        if (length < term.Least || length > term.Most) return new("Length", new Told("Between {0} and {1}.", term.Least, term.Most));

        (await RuleAsync(its, cancellation)).Keep(length == term.Usual ? null : length);
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
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Takes the approval back; what is under way stops after the person it is at.</summary>
    public async Task StopAsync(RetentionClass its, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        (await RuleAsync(its, cancellation)).Stop();
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

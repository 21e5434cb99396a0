using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy.Erase;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>
/// Erases once a day whose time is over, where somebody approved it, and proposes it where nobody has (R78). A portion at a time: the erasure of a person
/// and that this run did it are one transaction, so that a run that broke off goes on where it was.
/// </summary>
internal sealed class RunRetention(Db db, Me me, Change change, ReadRetention read, DuePeople due, ErasePerson erase, Notify notify, IEnumerable<IForget> forgets)
{
    private const int Portion = 25;

    /// <param name="portion">How many people of a class are erased before others have their turn.</param>
    public async Task RunAsync(int portion = Portion, CancellationToken cancellation = default)
    {
        me.ActAsProgram();
        var failures = new List<Exception>();
        foreach (var its in await read.AllAsync(cancellation))
            await TryAsync(() => its.Term.Kind switch
            {
                RetentionKind.Records => ForgetAsync(its, cancellation),
                RetentionKind.People => GoOnAsync(its, portion, failures, cancellation),
                _ => Task.CompletedTask,
            }, failures);
        if (failures.Count > 0) throw new AggregateException(failures);
    }

    /// <summary>What fails for one is told in the end; the others have their turn.</summary>
    private async Task TryAsync(Func<Task> work, List<Exception> failures)
    {
        try
        {
            await work();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            failures.Add(failure);
            db.ChangeTracker.Clear();
            change.StartAnew();
        }
    }

    private async Task GoOnAsync(Retained its, int portion, List<Exception> failures, CancellationToken cancellation)
    {
        if (await db.RetentionRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Class == its.Class && run.EndedAt == null, cancellation) is { } open)
        {
            await PortionAsync(open, portion, failures, cancellation);
            return;
        }

        if (its.Rule is { OnceOn: { } asked, OnceBy: var once }) await PortionAsync(await BeginAsync(its, asked, once, cancellation), portion, failures, cancellation);
        else if (its.Rule is not { ApprovedBy: { } daily }) await ProposeAsync(its, cancellation);
        else if (!await HasRunAsync(its, cancellation)) await PortionAsync(await BeginAsync(its, its.Today, daily, cancellation), portion, failures, cancellation);
    }

    private Task<bool> HasRunAsync(Retained its, CancellationToken cancellation)
    {
        var midnight = its.Today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return db.RetentionRuns.AnyAsync(run => run.Class == its.Class && run.StartedAt >= midnight, cancellation);
    }

    private async Task<RetentionRun> BeginAsync(Retained its, DateOnly asOf, Guid? by, CancellationToken cancellation)
    {
        var run = new RetentionRun { Class = its.Class, AsOf = asOf, Length = its.Length, ApprovedBy = by, StartedAt = change.Now };
        db.RetentionRuns.Add(run);
        (await db.RetentionRules.SingleAsync(rule => rule.Class == its.Class, cancellation)).Begun();
        await db.SaveChangesAsync(cancellation);
        return run;
    }

    private async Task PortionAsync(RetentionRun run, int portion, List<Exception> failures, CancellationToken cancellation)
    {
        var term = (await read.OfAsync(run.Class, cancellation)).Term;
        var all = due.Of(run.Class, term.DueBefore(run.Class, run.Length, run.AsOf), run.AsOf);
        var ids = await due.Free(all, run.AsOf).OrderBy(person => person.Id).Select(person => person.Id).Take(portion).ToListAsync(cancellation);
        foreach (var id in ids)
        {
            if (await db.RetentionRuns.AnyAsync(known => known.Id == run.Id && known.EndedAt != null, cancellation)) return;
            if (!await due.Free(all.Where(person => person.Id == id), run.AsOf).AnyAsync(cancellation)) continue;
            await TryAsync(() => erase.AgainAsync(id, null, cancellation, run.Id), failures);
        }

        if (ids.Count == portion) return;
        var ended = await db.RetentionRuns.SingleAsync(known => known.Id == run.Id, cancellation);
        (ended.EndedAt, ended.Skipped) = (change.Now, await due.SkippedAsync(all, run.AsOf, cancellation));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Counts once a day, and tells who may approve it once a month.</summary>
    private async Task ProposeAsync(Retained its, CancellationToken cancellation)
    {
        if (its.Rule?.ProposedOn == its.Today) return;
        var many = await due.Free(due.Of(its.Class, its.Before(), its.Today), its.Today).CountAsync(cancellation);
        var rule = await db.RetentionRules.SingleOrDefaultAsync(known => known.Class == its.Class, cancellation);
        if (rule is null) db.RetentionRules.Add(rule = new RetentionRule { Class = its.Class });
        (rule.Proposed, rule.ProposedOn) = (many, its.Today);
        if (many > 0)
            foreach (var user in (await db.Users.AsNoTracking().Where(user => user.DisabledAt == null).ToListAsync(cancellation)).Where(user => user.May(Right.ManageWorkspace)))
                await notify.TellAsync(user.Id, NotificationKind.Reminder, new Told("Data that should go: {0} ({1})", its.Class, many), "/settings/retention", $"retention/{its.Class}/{its.Today:yyyy-MM}", cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task ForgetAsync(Retained its, CancellationToken cancellation)
    {
        if (forgets.FirstOrDefault(one => one.Class == its.Class) is not { } forget || await HasRunAsync(its, cancellation)) return;
        var run = new RetentionRun { Class = its.Class, AsOf = its.Today, Length = its.Length, StartedAt = change.Now };
        run.Erased = await forget.RunAsync(its.Before().ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), cancellation);
        run.EndedAt = change.Now;
        db.RetentionRuns.Add(run);
        await db.SaveChangesAsync(cancellation);
    }
}

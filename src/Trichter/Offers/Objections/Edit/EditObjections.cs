using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Process.Edit;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Objections.Edit;

/// <summary>Keeps the catalogue of objections.</summary>
public sealed class EditObjections(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <returns>Null when the name is empty.</returns>
    public async Task<ObjectionKind?> AddAsync(string name, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (name.Trim() is not { Length: > 0 and <= Objection.LongestName } its) return null;

        var taken = await db.ObjectionKinds.Select(other => other.Key).ToListAsync(cancellation);
        var kind = new ObjectionKind { Key = StageKey.For(its, taken), Name = Localized.Same(its), Position = taken.Count + 1 };
        db.ObjectionKinds.Add(kind);
        timeline.Record(new ObjectionKindSaved(kind.Id, kind.Name));
        await db.SaveChangesAsync(cancellation);
        return kind;
    }

    /// <summary>Those that ship and are not in the catalogue.</summary>
    /// <returns>How many were added.</returns>
    public async Task<int> AddUsualAsync(CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var usual = UsualObjections.Except(await db.ObjectionKinds.Select(other => other.Key).ToListAsync(cancellation));
        db.ObjectionKinds.AddRange(usual);
        foreach (var kind in usual) timeline.Record(new ObjectionKindSaved(kind.Id, kind.Name));
        await db.SaveChangesAsync(cancellation);
        return usual.Count;
    }

    public async Task<ObjectionKindResult> SaveAsync(string key, ObjectionKindForm form, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await FindAsync(key, cancellation) is not { } kind) return new ObjectionKindResult.NotFound();
        if (form.Faults() is { Count: > 0 } faults) return new ObjectionKindResult.Faulty(faults);
        if (form.Seen != kind.Version) return new ObjectionKindResult.ChangedMeanwhile(kind.Version);

        var known = await db.ProofPoints.Where(proof => form.Proofs.Contains(proof.Id)).Select(proof => proof.Id).ToListAsync(cancellation);
        form.Proofs = [.. form.Proofs.Where(known.Contains)];
        form.WriteTo(kind);
        timeline.Record(new ObjectionKindSaved(kind.Id, kind.Name));
        await db.SaveChangesAsync(cancellation);
        return new ObjectionKindResult.Saved(kind);
    }

    /// <summary>Puts it out of use, or back into use. Objections of the kind stay on their deals.</summary>
    public async Task<bool> RetireAsync(string key, bool back, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await FindAsync(key, cancellation) is not { } kind || back == (kind.RetiredAt is null)) return false;

        kind.RetiredAt = back ? null : change.Now;
        timeline.Record(new ObjectionKindRetired(kind.Id, kind.Name, back));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private Task<ObjectionKind?> FindAsync(string key, CancellationToken cancellation) => db.ObjectionKinds.SingleOrDefaultAsync(its => its.Key == key, cancellation);
}

public abstract record ObjectionKindResult
{
    public sealed record Saved(ObjectionKind Kind) : ObjectionKindResult;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : ObjectionKindResult;

    /// <param name="Now">The present version.</param>
    public sealed record ChangedMeanwhile(int Now) : ObjectionKindResult;

    public sealed record NotFound : ObjectionKindResult;
}

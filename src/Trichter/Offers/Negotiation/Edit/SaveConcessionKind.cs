using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Negotiation.Edit;

/// <summary>Keeps the catalogue of what may be given away in a negotiation.</summary>
public sealed class SaveConcessionKind(Db db, Me me, Change change, TimelineWriter timeline, Texts texts)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<ConcessionKindResult> RunAsync(Guid? id, ConcessionKindForm form, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var kind = id is null ? null : await db.ConcessionKinds.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (id is not null && kind is null) return new ConcessionKindResult.NotFound();

        var faults = form.Faults(texts.Culture);
        var number = form.Product?.Trim() ?? "";
        var product = number.Length == 0 ? null : await db.Products.Where(its => its.Key == number).Select(its => (Guid?)its.Id).SingleOrDefaultAsync(cancellation);
        if (number.Length > 0 && product is null) faults["Product"] = new Told("No product has this number.");
        if (form.Measure == ConcessionMeasure.FreeItem && number.Length == 0) faults["Product"] = new Told("Say which product is given.");
        if (faults.Count > 0) return new ConcessionKindResult.Faulty(faults);
        if (kind is not null && kind.Version != form.Seen) return new ConcessionKindResult.ChangedMeanwhile(kind.Version);

        if (kind is null) db.ConcessionKinds.Add(kind = new ConcessionKind { Name = Localized.Empty });
        form.WriteTo(kind, product, texts.Culture);
        timeline.Record(new ConcessionKindSaved(kind.Id, kind.Name));
        await db.SaveChangesAsync(cancellation);
        return new ConcessionKindResult.Saved(kind);
    }

    /// <summary>Those that ship and whose name is not in the catalogue.</summary>
    /// <returns>How many were added.</returns>
    public async Task<int> AddUsualAsync(CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var known = (await db.ConcessionKinds.AsNoTracking().Select(kind => kind.Name).ToListAsync(cancellation)).Select(name => name.In("en")).ToHashSet();
        var usual = UsualConcessions.All().Where(kind => !known.Contains(kind.Name.In("en"))).ToList();
        db.ConcessionKinds.AddRange(usual);
        foreach (var kind in usual) timeline.Record(new ConcessionKindSaved(kind.Id, kind.Name));
        await db.SaveChangesAsync(cancellation);
        return usual.Count;
    }

    /// <summary>Puts it out of use, or back into use. What was given of it stays on the deals.</summary>
    public async Task<bool> RetireAsync(Guid id, bool back, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await db.ConcessionKinds.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } kind || back == (kind.RetiredAt is null)) return false;

        kind.RetiredAt = back ? null : change.Now;
        timeline.Record(new ConcessionKindRetired(kind.Id, kind.Name, back));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public abstract record ConcessionKindResult
{
    public sealed record Saved(ConcessionKind Kind) : ConcessionKindResult;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : ConcessionKindResult;

    /// <param name="Now">The present version.</param>
    public sealed record ChangedMeanwhile(int Now) : ConcessionKindResult;

    public sealed record NotFound : ConcessionKindResult;
}

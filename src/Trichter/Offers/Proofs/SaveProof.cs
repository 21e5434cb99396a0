using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Proofs;

/// <summary>Writes a proof point down, or puts one out of use.</summary>
public sealed class SaveProof(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<ProofResult> RunAsync(Guid? id, ProofForm form, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var proof = id is null ? null : await db.ProofPoints.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (id is not null && proof is null) return new ProofResult.NotFound();

        var faults = form.Faults();
        var company = await CompanyAsync(form.Company?.Trim() ?? "", proof?.CompanyId, cancellation);
        if (company is null && !string.IsNullOrWhiteSpace(form.Company)) faults["Company"] = new Told("No company has this name. Leave it empty, or enter the company first.");
        if (faults.Count > 0) return new ProofResult.Faulty(faults);
        if (proof is not null && proof.Version != form.Seen) return new ProofResult.ChangedMeanwhile(proof.Version);

        if (proof is null) db.ProofPoints.Add(proof = new ProofPoint { Name = "", Text = Localized.Empty });
        form.WriteTo(proof, company);
        timeline.Record(new ProofSaved(proof.Id, proof.Name, proof.Permission));
        await db.SaveChangesAsync(cancellation);
        return new ProofResult.Saved(proof);
    }

    /// <summary>Puts it out of use, or back into use. Where it was used stays known.</summary>
    public async Task<bool> RetireAsync(Guid id, bool back, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await db.ProofPoints.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } proof || back == (proof.RetiredAt is null)) return false;

        proof.RetiredAt = back ? null : change.Now;
        timeline.Record(new ProofRetired(proof.Id, proof.Name, back));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>The one it is of already comes first, since several may have the same name.</summary>
    private async Task<Guid?> CompanyAsync(string name, Guid? known, CancellationToken cancellation) => name.Length == 0 ? null
        : await db.Companies.VisibleTo(me, db).Where(company => company.Name == name).OrderByDescending(company => company.Id == known).ThenBy(company => company.Id)
            .Select(company => (Guid?)company.Id).FirstOrDefaultAsync(cancellation);
}

public abstract record ProofResult
{
    public sealed record Saved(ProofPoint Proof) : ProofResult;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : ProofResult;

    /// <param name="Now">The present version.</param>
    public sealed record ChangedMeanwhile(int Now) : ProofResult;

    public sealed record NotFound : ProofResult;
}

public sealed record ProofSaved(Guid ProofId, string Name, ProofUse Permission) : Happening(ProofId)
{
    public override Told Told => new("wrote down the proof {0} ({1})", Name, Permission);

    public override string Icon => "shield-check";
}

public sealed record ProofRetired(Guid ProofId, string Name, bool BroughtBack) : Happening(ProofId)
{
    public override Told Told => BroughtBack ? new("brought the proof {0} back", Name) : new("retired the proof {0}", Name);

    public override string Icon => "history";
}

using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Offers.Contracts.Edit;

/// <summary>Saves what was typed of a contract that is still being written.</summary>
internal sealed class SaveContract(Db db, TimelineWriter timeline, FindContract find)
{
    public async Task<ContractResult> RunAsync(Guid id, ContractForm form, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(id, cancellation) is not { } open) return new ContractResult.NotFound();
        if (!open.Contract.IsDraft) return new ContractResult.Faulty(new Dictionary<string, Told> { [""] = new Told("It is out already; its content stays as it is.") });

        var faults = form.Faults();
        var files = form.Annexes.Select(row => row.File).OfType<Guid>().Distinct().ToList();
        if (await db.Attachments.CountAsync(file => file.DealId == open.Deal.Id && file.RemovedAt == null && files.Contains(file.Id), cancellation) != files.Count) faults["Annexes"] = new Told("A file is not on the deal any more.");
        if (faults.Count > 0) return new ContractResult.Faulty(faults);
        if (form.Seen != open.Contract.Version) return new ContractResult.ChangedMeanwhile(open.Contract.Version);

        form.WriteTo(open.Contract);
        db.ContractSigners.RemoveRange(open.Signers);
        db.ContractAnnexes.RemoveRange(open.Annexes);
        db.ContractSigners.AddRange(form.Signers.Where(row => row.IsKept).Select((row, index) => new ContractSigner
        {
            ContractId = id,
            DealId = open.Deal.Id,
            Side = row.Side,
            Name = row.Name!.Trim(),
            Role = row.Role?.Trim() ?? "",
            Email = row.Email?.Trim() ?? "",
            Position = index,
        }));
        db.ContractAnnexes.AddRange(form.Annexes.Where(row => row.IsKept).Select((row, index) => new ContractAnnex { ContractId = id, DealId = open.Deal.Id, Name = row.Name!.Trim(), AttachmentId = row.File, Position = index }));
        timeline.Record(new ContractSaved(open.Deal.Id, open.Contract.Number));
        await db.SaveChangesAsync(cancellation);
        return new ContractResult.Saved(open.Contract);
    }
}

internal abstract record ContractResult
{
    public sealed record Saved(Contract Contract) : ContractResult;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : ContractResult;

    /// <param name="Now">The present version.</param>
    public sealed record ChangedMeanwhile(int Now) : ContractResult;

    public sealed record NotFound : ContractResult;
}

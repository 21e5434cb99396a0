using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Seller;
using Trichter.Platform.Documents;

namespace Trichter.Offers.Contracts.Document;

/// <summary>The document of a contract: as it went out, or as it would go out now.</summary>
internal sealed class RenderContract(Db db, Change change, RenderDocument documents, PrintPdf print)
{
    public async Task<string> HtmlAsync(OpenContract open, CancellationToken cancellation = default) =>
        await db.ContractsKept.Where(kept => kept.ContractId == open.Contract.Id).Select(kept => kept.Html).SingleOrDefaultAsync(cancellation) ?? await AnewAsync(open, cancellation);

    public async Task<string> AnewAsync(OpenContract open, CancellationToken cancellation = default)
    {
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany { LegalName = workspace.Name };
        var on = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(open.Contract.SentAt ?? change.Now, workspace.Zone));
        return await documents.FragmentAsync<ContractDocument>(open.Contract.Language, workspace.Zone, new Dictionary<string, object?> { [nameof(ContractDocument.Model)] = new ContractModel(ours, on, open) });
    }

    /// <summary>What was shown, with the canonical content it stands for.</summary>
    public async Task<ContractKept> KeepAsync(OpenContract open, CancellationToken cancellation = default) => new()
    {
        ContractId = open.Contract.Id,
        DealId = open.Deal.Id,
        Content = ContractContent.Of(open, await AnnexesAsync(open, cancellation)),
        Html = await AnewAsync(open, cancellation),
        MadeAt = change.Now,
    };

    /// <summary>A page to be printed by the browser of whoever looks at it.</summary>
    public async Task<string> PageAsync(OpenContract open, CancellationToken cancellation = default) =>
        RenderDocument.LinkedPage(await HtmlAsync(open, cancellation), open.Contract.Language, open.Contract.Number);

    public async Task<PdfResult> PdfAsync(OpenContract open, CancellationToken cancellation = default) =>
        await print.RunAsync(documents.Page(await HtmlAsync(open, cancellation), open.Contract.Language, open.Contract.Number), cancellation);

    private async Task<IReadOnlyList<string>> AnnexesAsync(OpenContract open, CancellationToken cancellation)
    {
        var ids = open.Annexes.Select(annex => annex.AttachmentId).OfType<Guid>().ToList();
        var contents = await db.AttachmentContents.AsNoTracking().Where(its => ids.Contains(its.Id)).ToDictionaryAsync(its => its.Id, its => its.Content, cancellation);
        return [.. open.Annexes.Select(annex => annex.AttachmentId is { } file && contents.TryGetValue(file, out var bytes) ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : "")];
    }
}

/// <param name="On">The day it is dated.</param>
public sealed record ContractModel(OurCompany Ours, DateOnly On, OpenContract Open);

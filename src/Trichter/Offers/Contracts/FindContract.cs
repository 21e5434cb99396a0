using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Offers.Quotes;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Offers.Contracts;

/// <summary>Finds a contract of a deal that I may see.</summary>
internal sealed class FindContract(Db db, Me me, FindDeal find)
{
    /// <summary>Whose role may not see what deals are worth, sees no contracts.</summary>
    public async Task<OpenContract?> VisibleAsync(Guid id, CancellationToken cancellation = default) =>
        me.MaySee(DealFields.Value) && await db.Contracts.SingleOrDefaultAsync(its => its.Id == id, cancellation) is { } contract
            && await find.VisibleAsync(contract.DealId, cancellation) is { } deal ? await OpenAsync(contract, deal, cancellation) : null;

    /// <exception cref="NotAllowedException">The role may not change deals.</exception>
    public async Task<OpenContract?> ForChangeAsync(Guid id, CancellationToken cancellation = default)
    {
        var contract = await db.Contracts.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        return await find.ForChangeAsync(contract?.DealId ?? Guid.Empty, cancellation) is { } deal && contract is not null ? await OpenAsync(contract, deal, cancellation) : null;
    }

    public async Task<OpenContract> OpenAsync(Contract contract, Deal deal, CancellationToken cancellation = default)
    {
        var version = await db.QuoteVersions.SingleAsync(its => its.Id == contract.QuoteVersionId, cancellation);
        return new OpenContract(
            contract, deal, version,
            await db.Quotes.SingleAsync(its => its.Id == version.QuoteId, cancellation),
            await db.QuoteLines.AsNoTracking().Where(line => line.VersionId == version.Id).OrderBy(line => line.Position).ToListAsync(cancellation),
            await db.ContractSigners.Where(its => its.ContractId == contract.Id).OrderBy(its => its.Position).ToListAsync(cancellation),
            await db.ContractAnnexes.Where(its => its.ContractId == contract.Id).OrderBy(its => its.Position).ToListAsync(cancellation),
            await db.ContractSignatures.AsNoTracking().Where(its => its.ContractId == contract.Id).ToListAsync(cancellation));
    }
}

/// <summary>A contract with all that belongs to it.</summary>
public sealed record OpenContract(
    Contract Contract, Deal Deal, QuoteVersion Version, Quote Quote, IReadOnlyList<QuoteLine> Lines, IReadOnlyList<ContractSigner> Signers, IReadOnlyList<ContractAnnex> Annexes,
    IReadOnlyList<ContractSignature> Signatures)
{
    /// <summary>The lines that it is about: what was chosen, or what counts without a choice.</summary>
    public IReadOnlyList<QuoteLine> Counted => QuoteTotals.Counted(Lines, Version.Chosen.Count == 0 ? null : Version.Chosen);

    public QuoteTotals Totals => QuoteTotals.Of(Version, Lines, Version.Chosen.Count == 0 ? null : Version.Chosen);

    public ContractSignature? SignatureOf(ContractSigner signer) => Signatures.FirstOrDefault(its => its.SignerId == signer.Id);

    public IEnumerable<ContractSigner> Of(CommitmentSide side) => Signers.Where(signer => signer.Side == side);
}

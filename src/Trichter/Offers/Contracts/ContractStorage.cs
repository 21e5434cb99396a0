using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Offers.Quotes;
using Trichter.Team;

namespace Trichter.Offers.Contracts;

internal sealed class ContractStorage :
    IEntityTypeConfiguration<Contract>, IEntityTypeConfiguration<ContractSigner>, IEntityTypeConfiguration<ContractSignature>, IEntityTypeConfiguration<ContractAnnex>,
    IEntityTypeConfiguration<ContractKept>
{
    public void Configure(EntityTypeBuilder<Contract> contract)
    {
        contract.ToTable("contracts");
        contract.Ignore(c => c.IsDraft);
        contract.Ignore(c => c.IsOut);
        contract.Property(c => c.Version).IsConcurrencyToken();
        contract.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
        contract.HasOne<QuoteVersion>().WithMany().HasForeignKey(c => c.QuoteVersionId);
        contract.HasOne<User>().WithMany().HasForeignKey(c => c.CreatedBy);
    }

    public void Configure(EntityTypeBuilder<ContractSigner> signer)
    {
        signer.ToTable("contract_signers");
        signer.HasOne<Contract>().WithMany().HasForeignKey(s => s.ContractId);
        signer.HasOne<Deal>().WithMany().HasForeignKey(s => s.DealId);
    }

    public void Configure(EntityTypeBuilder<ContractSignature> signature)
    {
        signature.ToTable("contract_signatures");
        signature.HasOne<Contract>().WithMany().HasForeignKey(s => s.ContractId);
        signature.HasOne<ContractSigner>().WithMany().HasForeignKey(s => s.SignerId);
        signature.HasOne<Deal>().WithMany().HasForeignKey(s => s.DealId);
    }

    public void Configure(EntityTypeBuilder<ContractAnnex> annex)
    {
        annex.ToTable("contract_annexes");
        annex.HasOne<Contract>().WithMany().HasForeignKey(a => a.ContractId);
        annex.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
        annex.HasOne<Attachment>().WithMany().HasForeignKey(a => a.AttachmentId);
    }

    public void Configure(EntityTypeBuilder<ContractKept> kept)
    {
        kept.ToTable("contracts_kept");
        kept.Ignore(k => k.Hash);
        kept.HasOne<Contract>().WithMany().HasForeignKey(k => k.ContractId);
        kept.HasOne<Deal>().WithMany().HasForeignKey(k => k.DealId);
    }
}

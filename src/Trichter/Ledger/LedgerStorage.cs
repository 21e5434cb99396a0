using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Ledger.Sealing;

namespace Trichter.Ledger;

internal sealed class LedgerStorage : IEntityTypeConfiguration<LedgerEntry>, IEntityTypeConfiguration<ChangeRecord>, IEntityTypeConfiguration<Seal>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entry)
    {
        entry.ToTable("ledger");
        entry.Ignore(e => e.IsErased);
        entry.Ignore(e => e.ErasedFields);
    }

    public void Configure(EntityTypeBuilder<Seal> seal)
    {
        seal.ToTable("seals");
        seal.HasKey(s => s.Number);
        seal.Property(s => s.Number).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ChangeRecord> change) => change.ToTable("changes");
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Trichter.Ledger;

internal sealed class LedgerStorage : IEntityTypeConfiguration<LedgerEntry>, IEntityTypeConfiguration<ChangeRecord>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> entry) => entry.ToTable("ledger");

    public void Configure(EntityTypeBuilder<ChangeRecord> change) => change.ToTable("changes");
}

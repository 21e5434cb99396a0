using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Billing.Bank;

internal sealed class BankStorage : IEntityTypeConfiguration<BankFile>, IEntityTypeConfiguration<BankLine>
{
    public void Configure(EntityTypeBuilder<BankFile> file)
    {
        file.ToTable("bank_files");
        file.Property(f => f.Columns).StoredAsJson();
        file.Property(f => f.Faults).StoredAsJson();
        file.HasOne<User>().WithMany().HasForeignKey(f => f.SentBy);
    }

    public void Configure(EntityTypeBuilder<BankLine> line)
    {
        line.ToTable("bank_lines");
        line.Property(l => l.Version).IsConcurrencyToken();
        line.HasOne<BankFile>().WithMany().HasForeignKey(l => l.FileId);
        line.HasOne<User>().WithMany().HasForeignKey(l => l.AsideBy);
    }
}

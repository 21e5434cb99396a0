using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Team.Bulk;

internal sealed class BulkStorage : IEntityTypeConfiguration<BulkRun>, IEntityTypeConfiguration<BulkRefusal>
{
    public void Configure(EntityTypeBuilder<BulkRun> run)
    {
        run.ToTable("bulk_runs");
        run.Property(r => r.Chosen).StoredAsJson();
        run.HasOne<User>().WithMany().HasForeignKey(r => r.RequestedBy);
    }

    public void Configure(EntityTypeBuilder<BulkRefusal> refusal)
    {
        refusal.ToTable("bulk_refusals");
        refusal.Property(r => r.Data).StoredAsJson();
        refusal.HasOne<BulkRun>().WithMany().HasForeignKey(r => r.RunId);
    }
}

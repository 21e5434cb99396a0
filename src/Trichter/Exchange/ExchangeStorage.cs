using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Exchange.Import;

namespace Trichter.Exchange;

internal sealed class ExchangeStorage :
    IEntityTypeConfiguration<ImportRun>, IEntityTypeConfiguration<ImportRefusal>, IEntityTypeConfiguration<RememberedMapping>
{
    public void Configure(EntityTypeBuilder<ImportRun> run)
    {
        run.ToTable("imports");
        run.Ignore(r => r.IsUnfinished);
        run.Ignore(r => r.MayBeMapped);
    }

    public void Configure(EntityTypeBuilder<ImportRefusal> refusal)
    {
        refusal.ToTable("import_refusals");
        refusal.HasOne<ImportRun>().WithMany().HasForeignKey(r => r.ImportId);
    }

    public void Configure(EntityTypeBuilder<RememberedMapping> mapping) => mapping.ToTable("mappings");
}

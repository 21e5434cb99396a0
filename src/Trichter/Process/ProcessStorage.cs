using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Process;

internal sealed class ProcessStorage :
    IEntityTypeConfiguration<SalesProcess>, IEntityTypeConfiguration<ProcessVersion>, IEntityTypeConfiguration<Stage>
{
    public void Configure(EntityTypeBuilder<SalesProcess> process)
    {
        process.ToTable("processes");
        process.Property(p => p.Name).StoredAsJson();
        process.Property(p => p.Description).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<ProcessVersion> version)
    {
        version.ToTable("process_versions");
        version.HasMany<Stage>("stages").WithOne().HasForeignKey(stage => stage.VersionId);
        version.Navigation("stages").AutoInclude();
        version.HasOne<SalesProcess>().WithMany().HasForeignKey(v => v.ProcessId);
        version.Ignore(v => v.Stages);
        version.Ignore(v => v.FirstAfterSale);
    }

    public void Configure(EntityTypeBuilder<Stage> stage)
    {
        stage.ToTable("stages");
        stage.Property(s => s.Name).StoredAsJson();
        stage.Property(s => s.Section).StoredAsJson();
        stage.Property(s => s.Goal).StoredAsJson();
        stage.Property(s => s.Playbook).StoredAsJson();
        stage.Property(s => s.Version).IsConcurrencyToken();
        stage.Property(s => s.Phases).StoredAsJson();
        stage.Property(s => s.Criteria).StoredAsJson();
        stage.Property(s => s.Activities).StoredAsJson();
        stage.Property(s => s.TalkTrack).StoredAsJson();
        stage.Property(s => s.HandOver!).StoredAsJson();
        stage.Ignore(s => s.Phase);
        stage.Ignore(s => s.ExitCriteria);
        stage.Ignore(s => s.EntryCriteria);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Segments;
using Trichter.Platform.Storage;

namespace Trichter.Nurturing;

internal sealed class NurturingStorage :
    IEntityTypeConfiguration<Programme>, IEntityTypeConfiguration<ProgrammeVersion>, IEntityTypeConfiguration<Enrolment>, IEntityTypeConfiguration<EnrolmentNote>
{
    public void Configure(EntityTypeBuilder<Programme> programme)
    {
        programme.ToTable("programmes");
        programme.HasOne<LandingPage>().WithMany().HasForeignKey(p => p.PageId);
        programme.HasOne<Segment>().WithMany().HasForeignKey(p => p.SegmentId);
        programme.Property(p => p.Steps).StoredAsJson();
        programme.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ProgrammeVersion> version)
    {
        version.ToTable("programme_versions");
        version.HasOne<Programme>().WithMany().HasForeignKey(v => v.ProgrammeId);
        version.Property(v => v.Steps).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Enrolment> enrolment)
    {
        enrolment.ToTable("enrolments");
        enrolment.HasOne<Programme>().WithMany().HasForeignKey(e => e.ProgrammeId);
    }

    public void Configure(EntityTypeBuilder<EnrolmentNote> note)
    {
        note.ToTable("enrolment_notes");
        note.HasOne<Enrolment>().WithMany().HasForeignKey(n => n.EnrolmentId);
    }
}

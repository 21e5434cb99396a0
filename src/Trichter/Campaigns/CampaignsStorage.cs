using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Links;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Campaigns.Returns;
using Trichter.Campaigns.Segments;
using Trichter.Campaigns.Touches;
using Trichter.Customers;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Campaigns;

internal sealed class CampaignsStorage :
    IEntityTypeConfiguration<Segment>, IEntityTypeConfiguration<SegmentMember>, IEntityTypeConfiguration<Mailing>, IEntityTypeConfiguration<MailingRecipient>,
    IEntityTypeConfiguration<LandingPage>, IEntityTypeConfiguration<LandingVersion>, IEntityTypeConfiguration<Touch>, IEntityTypeConfiguration<TrackedLink>, IEntityTypeConfiguration<VisitCount>,
    IEntityTypeConfiguration<ReturnBox>, IEntityTypeConfiguration<ReturnNote>, IEntityTypeConfiguration<MailingTest>
{
    public void Configure(EntityTypeBuilder<Segment> segment)
    {
        segment.ToTable("segments");
        segment.HasOne<User>().WithMany().HasForeignKey(s => s.OwnerId);
        segment.Property(s => s.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<SegmentMember> member)
    {
        member.ToTable("segment_members");
        member.HasKey(m => new { m.SegmentId, m.PersonId });
        member.HasOne<Segment>().WithMany().HasForeignKey(m => m.SegmentId);
        member.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId);
    }

    public void Configure(EntityTypeBuilder<Mailing> mailing)
    {
        mailing.ToTable("mailings");
        mailing.HasOne<Segment>().WithMany().HasForeignKey(m => m.SegmentId);
        mailing.Property(m => m.Goods).StoredAsJson();
        mailing.Property(m => m.Subject).StoredAsJson();
        mailing.Property(m => m.Body).StoredAsJson();
        mailing.Ignore(m => m.IsDraft);
        mailing.Ignore(m => m.Languages);
        mailing.Property(m => m.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MailingTest> test)
    {
        test.ToTable("mailing_tests");
        test.HasOne<Mailing>().WithMany().HasForeignKey(t => t.MailingId);
        test.Property(t => t.Subject).StoredAsJson();
        test.Property(t => t.Body).StoredAsJson();
        test.Ignore(t => t.Difference);
        test.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<MailingRecipient> recipient)
    {
        recipient.ToTable("mailing_recipients");
        recipient.HasOne<Mailing>().WithMany().HasForeignKey(r => r.MailingId);
    }

    public void Configure(EntityTypeBuilder<LandingPage> landing)
    {
        landing.ToTable("landing_pages");
        landing.Property(p => p.Questions).StoredAsJson();
        landing.Property(p => p.Purposes).StoredAsJson();
        landing.Ignore(p => p.Content);
        landing.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<LandingVersion> version)
    {
        version.ToTable("landing_versions");
        version.Property(v => v.Content).StoredAsJson();
        version.HasOne<LandingPage>().WithMany().HasForeignKey(v => v.PageId);
    }

    public void Configure(EntityTypeBuilder<Touch> touch) => touch.ToTable("touches");

    public void Configure(EntityTypeBuilder<TrackedLink> link)
    {
        link.ToTable("tracked_links");
        link.Ignore(l => l.Destination);
        link.Property(l => l.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ReturnBox> box)
    {
        box.ToTable("return_boxes");
        box.Property(b => b.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ReturnNote> note) => note.ToTable("return_notes");

    public void Configure(EntityTypeBuilder<VisitCount> count)
    {
        count.ToTable("visit_counts");
        count.HasKey(c => c.Key);
    }
}

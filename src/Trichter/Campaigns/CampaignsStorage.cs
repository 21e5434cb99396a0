using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Segments;
using Trichter.Customers;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Campaigns;

internal sealed class CampaignsStorage :
    IEntityTypeConfiguration<Segment>, IEntityTypeConfiguration<SegmentMember>, IEntityTypeConfiguration<Mailing>, IEntityTypeConfiguration<MailingRecipient>
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

    public void Configure(EntityTypeBuilder<MailingRecipient> recipient)
    {
        recipient.ToTable("mailing_recipients");
        recipient.HasOne<Mailing>().WithMany().HasForeignKey(r => r.MailingId);
    }
}

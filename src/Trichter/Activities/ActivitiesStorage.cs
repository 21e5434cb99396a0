using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Team;

namespace Trichter.Activities;

internal sealed class ActivitiesStorage :
    IEntityTypeConfiguration<Activity>, IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<AttachmentContent>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("activities");
        activity.Property(a => a.Version).IsConcurrencyToken();
        activity.Ignore(a => a.IsPlanned);
        activity.HasOne<User>().WithMany().HasForeignKey(a => a.OwnerId);
        activity.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
        activity.HasOne<Company>().WithMany().HasForeignKey(a => a.CompanyId);
    }

    public void Configure(EntityTypeBuilder<Attachment> attachment)
    {
        attachment.ToTable("attachments");
        attachment.HasQueryFilter(a => a.RemovedAt == null);
        attachment.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
    }

    public void Configure(EntityTypeBuilder<AttachmentContent> content)
    {
        content.ToTable("attachment_contents");
        content.HasOne<Attachment>().WithOne().HasForeignKey<AttachmentContent>(c => c.Id);
    }
}

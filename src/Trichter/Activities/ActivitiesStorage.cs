using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Activities.Booking;
using Trichter.Activities.Feed;
using Trichter.Activities.Repeat;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Platform.Storage;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Activities;

internal sealed class ActivitiesStorage :
    IEntityTypeConfiguration<Activity>, IEntityTypeConfiguration<Participant>, IEntityTypeConfiguration<Series>, IEntityTypeConfiguration<CalendarFeed>, IEntityTypeConfiguration<BookingPage>, IEntityTypeConfiguration<Booking.Booking>,
    IEntityTypeConfiguration<Attachment>, IEntityTypeConfiguration<AttachmentContent>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("activities");
        activity.Property(a => a.Version).IsConcurrencyToken();
        activity.Ignore(a => a.IsPlanned);
        activity.HasOne<User>().WithMany().HasForeignKey(a => a.OwnerId);
        activity.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
        activity.HasOne<Series>().WithMany().HasForeignKey(a => a.SeriesId);
        activity.HasOne<Company>().WithMany().HasForeignKey(a => a.CompanyId);
        activity.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId);
    }

    public void Configure(EntityTypeBuilder<Participant> participant)
    {
        participant.ToTable("participants");
        participant.HasOne<Activity>().WithMany().HasForeignKey(p => p.ActivityId);
        participant.HasOne<Deal>().WithMany().HasForeignKey(p => p.DealId);
        participant.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        participant.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
    }

    public void Configure(EntityTypeBuilder<Series> series)
    {
        series.ToTable("series");
        series.Property(s => s.Rule).StoredAsJson();
        series.Property(s => s.People).StoredAsJson();
        series.Property(s => s.Colleagues).StoredAsJson();
        series.Property(s => s.Guests).StoredAsJson();
        series.Property(s => s.Version).IsConcurrencyToken();
        series.HasOne<Deal>().WithMany().HasForeignKey(s => s.DealId);
        series.HasOne<User>().WithMany().HasForeignKey(s => s.OwnerId);
    }

    public void Configure(EntityTypeBuilder<CalendarFeed> feed)
    {
        feed.ToTable("calendar_feeds");
        feed.HasOne<User>().WithMany().HasForeignKey(f => f.UserId);
    }

    public void Configure(EntityTypeBuilder<BookingPage> page)
    {
        page.ToTable("booking_pages");
        page.Property(p => p.Questions).StoredAsJson();
        page.Property(p => p.Colleagues).StoredAsJson();
        page.Property(p => p.Taken).IsConcurrencyToken();
        page.Property(p => p.Version).IsConcurrencyToken();
        page.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
        page.HasOne<SalesProcess>().WithMany().HasForeignKey(p => p.ProcessId);
    }

    public void Configure(EntityTypeBuilder<Booking.Booking> booking)
    {
        booking.ToTable("bookings");
        booking.HasOne<BookingPage>().WithMany().HasForeignKey(b => b.PageId);
        booking.HasOne<Deal>().WithMany().HasForeignKey(b => b.DealId);
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

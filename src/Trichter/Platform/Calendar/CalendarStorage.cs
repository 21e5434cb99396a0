using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Calendar;

internal sealed class CalendarStorage : IEntityTypeConfiguration<WorkingHours>
{
    public void Configure(EntityTypeBuilder<WorkingHours> hours)
    {
        hours.ToTable("working_hours");
        hours.Property(h => h.Days).StoredAsJson();
        hours.Property(h => h.Version).IsConcurrencyToken();
    }
}

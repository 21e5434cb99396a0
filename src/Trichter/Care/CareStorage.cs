using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Care.Installed;
using Trichter.Customers;
using Trichter.Offers.Amounts;

namespace Trichter.Care;

internal sealed class CareStorage : IEntityTypeConfiguration<InstalledItem>
{
    public void Configure(EntityTypeBuilder<InstalledItem> item)
    {
        item.ToTable("installed_items");
        item.Ignore(i => i.IsOurs);
        item.Property(i => i.Quantity).HasConversion<Micros>();
        item.Property(i => i.Version).IsConcurrencyToken();
        item.HasOne<Company>().WithMany().HasForeignKey(i => i.CompanyId);
    }
}

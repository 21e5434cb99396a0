using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Customers;
using Trichter.Team;

namespace Trichter.Orders.Incoming;

internal sealed class IncomingStorage : IEntityTypeConfiguration<IncomingOrder>
{
    public void Configure(EntityTypeBuilder<IncomingOrder> incoming)
    {
        incoming.ToTable("incoming_orders");
        incoming.Property(i => i.Version).IsConcurrencyToken();
        incoming.HasOne<Company>().WithMany().HasForeignKey(i => i.CompanyId);
        incoming.HasOne<Order>().WithMany().HasForeignKey(i => i.OrderId);
        incoming.HasOne<User>().WithMany().HasForeignKey(i => i.SentBy);
        incoming.HasOne<User>().WithMany().HasForeignKey(i => i.SettledBy);
    }
}

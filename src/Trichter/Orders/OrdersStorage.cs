using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Orders;

internal sealed class OrdersStorage : IEntityTypeConfiguration<Order>, IEntityTypeConfiguration<OrderLine>, IEntityTypeConfiguration<Delivery>, IEntityTypeConfiguration<OrderVersion>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.ToTable("orders");
        order.Ignore(o => o.IsOpen);
        order.Ignore(o => o.MayBeChanged);
        order.Ignore(o => o.WaitsForConfirmation);
        order.IsDocumentHead();
        order.Property(o => o.Version).IsConcurrencyToken();
        order.HasOne<Deal>().WithMany().HasForeignKey(o => o.DealId);
        order.HasOne<Company>().WithMany().HasForeignKey(o => o.CompanyId);
        order.HasOne<QuoteVersion>().WithMany().HasForeignKey(o => o.QuoteVersionId);
        order.HasOne<User>().WithMany().HasForeignKey(o => o.CreatedBy);
    }

    public void Configure(EntityTypeBuilder<OrderLine> line)
    {
        line.ToTable("order_lines");
        line.IsDocumentLine();
        line.Property(l => l.Cancelled).HasConversion<Micros>();
        line.Property(l => l.ListPrice).HasConversion<Micros>();
        line.HasOne<Order>().WithMany().HasForeignKey(l => l.OrderId);
        line.HasOne<Deal>().WithMany().HasForeignKey(l => l.DealId);
    }

    public void Configure(EntityTypeBuilder<OrderVersion> version)
    {
        version.ToTable("order_versions");
        version.IsDocumentHead();
        version.Property(v => v.Lines).StoredAsJson();
        version.HasOne<Order>().WithMany().HasForeignKey(v => v.OrderId);
        version.HasOne<Deal>().WithMany().HasForeignKey(v => v.DealId);
        version.HasOne<User>().WithMany().HasForeignKey(v => v.KeptBy);
    }

    public void Configure(EntityTypeBuilder<Delivery> delivery)
    {
        delivery.ToTable("deliveries");
        delivery.Ignore(d => d.IsAccepted);
        delivery.Property(d => d.Items).StoredAsJson();
        delivery.Property(d => d.Version).IsConcurrencyToken();
        delivery.HasOne<Order>().WithMany().HasForeignKey(d => d.OrderId);
        delivery.HasOne<Deal>().WithMany().HasForeignKey(d => d.DealId);
        delivery.HasOne<User>().WithMany().HasForeignKey(d => d.CreatedBy);
    }
}

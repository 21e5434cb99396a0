using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Orders.Checklists;

internal sealed class ChecklistStorage : IEntityTypeConfiguration<Department>, IEntityTypeConfiguration<OrderHandOver>, IEntityTypeConfiguration<OrderPoint>
{
    public void Configure(EntityTypeBuilder<Department> department)
    {
        department.ToTable("departments");
        department.Property(d => d.Points).StoredAsJson();
        department.Property(d => d.Version).IsConcurrencyToken();
        department.HasOne<User>().WithMany().HasForeignKey(d => d.OwnerId);
    }

    public void Configure(EntityTypeBuilder<OrderHandOver> handOver)
    {
        handOver.ToTable("order_hand_overs");
        handOver.Property(h => h.Version).IsConcurrencyToken();
        handOver.HasOne<Order>().WithMany().HasForeignKey(h => h.OrderId);
        handOver.HasOne<Deal>().WithMany().HasForeignKey(h => h.DealId);
        handOver.HasOne<Department>().WithMany().HasForeignKey(h => h.DepartmentId);
        handOver.HasOne<User>().WithMany().HasForeignKey(h => h.ReceiverId);
        handOver.HasOne<User>().WithMany().HasForeignKey(h => h.GivenBy);
        handOver.HasOne<User>().WithMany().HasForeignKey(h => h.SettledBy);
    }

    public void Configure(EntityTypeBuilder<OrderPoint> point)
    {
        point.ToTable("order_points");
        point.Property(p => p.Version).IsConcurrencyToken();
        point.HasOne<OrderHandOver>().WithMany().HasForeignKey(p => p.HandOverId);
        point.HasOne<Order>().WithMany().HasForeignKey(p => p.OrderId);
        point.HasOne<Deal>().WithMany().HasForeignKey(p => p.DealId);
        point.HasOne<Attachment>().WithMany().HasForeignKey(p => p.AttachmentId);
        point.HasOne<User>().WithMany().HasForeignKey(p => p.OwnerId);
        point.HasOne<User>().WithMany().HasForeignKey(p => p.DoneBy);
    }
}

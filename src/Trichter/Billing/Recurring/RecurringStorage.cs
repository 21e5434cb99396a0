using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Billing.Invoices;
using Trichter.Deals;
using Trichter.Orders;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Recurring;

internal sealed class RecurringStorage : IEntityTypeConfiguration<RecurringLine>, IEntityTypeConfiguration<BilledPeriod>, IEntityTypeConfiguration<RecurringRules>
{
    public void Configure(EntityTypeBuilder<RecurringLine> line)
    {
        line.ToTable("recurring_lines");
        line.Property(l => l.Increases).StoredAsJson();
        line.Property(l => l.Version).IsConcurrencyToken();
        line.HasOne<Order>().WithMany().HasForeignKey(l => l.OrderId);
        line.HasOne<Deal>().WithMany().HasForeignKey(l => l.DealId);
    }

    public void Configure(EntityTypeBuilder<BilledPeriod> period)
    {
        period.ToTable("billed_periods");
        period.HasOne<RecurringLine>().WithMany().HasForeignKey(p => p.RecurringId);
        period.HasOne<Invoice>().WithMany().HasForeignKey(p => p.InvoiceId);
        period.HasOne<Deal>().WithMany().HasForeignKey(p => p.DealId);
    }

    public void Configure(EntityTypeBuilder<RecurringRules> rules)
    {
        rules.ToTable("recurring_rules");
        rules.Property(r => r.Version).IsConcurrencyToken();
    }
}

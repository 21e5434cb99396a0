using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Billing.Bank;
using Trichter.Billing.Dunning;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Orders;
using Trichter.Team;

namespace Trichter.Billing;

internal sealed class BillingStorage :
    IEntityTypeConfiguration<Invoice>, IEntityTypeConfiguration<InvoiceLine>, IEntityTypeConfiguration<InvoiceKept>,
    IEntityTypeConfiguration<Payment>, IEntityTypeConfiguration<Allocation>, IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Invoice> invoice)
    {
        invoice.ToTable("invoices");
        invoice.Ignore(i => i.IsIssued);
        invoice.IsDocumentHead();
        invoice.Property(i => i.RateCurrencyUnits).HasConversion<Micros>();
        invoice.Property(i => i.RateHomeUnits).HasConversion<Micros>();
        invoice.Property(i => i.Version).IsConcurrencyToken();
        invoice.HasOne<Deal>().WithMany().HasForeignKey(i => i.DealId);
        invoice.HasOne<Order>().WithMany().HasForeignKey(i => i.OrderId);
        invoice.HasOne<Company>().WithMany().HasForeignKey(i => i.CompanyId);
        invoice.HasOne<Invoice>().WithMany().HasForeignKey(i => i.PrecedingId);
        invoice.HasOne<User>().WithMany().HasForeignKey(i => i.CreatedBy);
        invoice.HasOne<User>().WithMany().HasForeignKey(i => i.IssuedBy);
    }

    public void Configure(EntityTypeBuilder<InvoiceLine> line)
    {
        line.ToTable("invoice_lines");
        line.IsDocumentLine();
        line.HasOne<Invoice>().WithMany().HasForeignKey(l => l.InvoiceId);
        line.HasOne<Invoice>().WithMany().HasForeignKey(l => l.DownPaymentId);
        line.HasOne<InvoiceLine>().WithMany().HasForeignKey(l => l.CreditedLineId);
        line.HasOne<Deal>().WithMany().HasForeignKey(l => l.DealId);
    }

    public void Configure(EntityTypeBuilder<InvoiceKept> kept)
    {
        kept.ToTable("invoices_kept");
        kept.HasOne<Invoice>().WithMany().HasForeignKey(k => k.InvoiceId);
        kept.HasOne<Deal>().WithMany().HasForeignKey(k => k.DealId);
    }

    public void Configure(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("payments");
        payment.HasOne<Deal>().WithMany().HasForeignKey(p => p.DealId);
        payment.HasOne<BankLine>().WithMany().HasForeignKey(p => p.BankLineId);
        payment.HasOne<User>().WithMany().HasForeignKey(p => p.NotedBy);
    }

    public void Configure(EntityTypeBuilder<Allocation> allocation)
    {
        allocation.ToTable("allocations");
        allocation.HasOne<Invoice>().WithMany().HasForeignKey(a => a.InvoiceId);
        allocation.HasOne<Payment>().WithMany().HasForeignKey(a => a.PaymentId);
        allocation.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
    }

    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.ToTable("reminders");
        reminder.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId);
        reminder.HasOne<Deal>().WithMany().HasForeignKey(r => r.DealId);
        reminder.HasOne<DunningLetter>().WithMany().HasForeignKey(r => r.LetterId);
        reminder.HasOne<User>().WithMany().HasForeignKey(r => r.SentBy);
    }
}

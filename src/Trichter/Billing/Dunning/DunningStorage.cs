using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Billing.Invoices;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Platform.Mail;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Billing.Dunning;

internal sealed class DunningStorage : IEntityTypeConfiguration<DunningRules>, IEntityTypeConfiguration<DunningLetter>, IEntityTypeConfiguration<InvoiceRemark>
{
    public void Configure(EntityTypeBuilder<DunningRules> rules)
    {
        rules.ToTable("dunning_rules");
        rules.Property(r => r.Levels).StoredAsJson();
        rules.Property(r => r.Rates).StoredAsJson();
        rules.Property(r => r.LumpSums).StoredAsJson();
        rules.Property(r => r.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<DunningLetter> letter)
    {
        letter.ToTable("dunning_letters");
        letter.Property(l => l.Items).StoredAsJson();
        letter.HasOne<Company>().WithMany().HasForeignKey(l => l.CompanyId);
        letter.HasOne<OutgoingMail>().WithMany().HasForeignKey(l => l.MailId);
        letter.HasOne<User>().WithMany().HasForeignKey(l => l.MadeBy);
    }

    public void Configure(EntityTypeBuilder<InvoiceRemark> remark)
    {
        remark.ToTable("invoice_remarks");
        remark.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId);
        remark.HasOne<Deal>().WithMany().HasForeignKey(r => r.DealId);
        remark.HasOne<User>().WithMany().HasForeignKey(r => r.NotedBy);
    }
}

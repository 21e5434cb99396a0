using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Deals;

namespace Trichter.Leads.FirstContact;

internal sealed class FirstContactStorage : IEntityTypeConfiguration<LeadClock>, IEntityTypeConfiguration<FirstContactRule>
{
    public void Configure(EntityTypeBuilder<LeadClock> clock)
    {
        clock.ToTable("lead_clocks");
        clock.Property(c => c.Version).IsConcurrencyToken();
        clock.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
    }

    public void Configure(EntityTypeBuilder<FirstContactRule> rule)
    {
        rule.ToTable("first_contact_rules");
        rule.Property(r => r.Version).IsConcurrencyToken();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Leads.Routing;

internal sealed class RoutingStorage : IEntityTypeConfiguration<RoutingRule>, IEntityTypeConfiguration<LastTurn>
{
    public void Configure(EntityTypeBuilder<RoutingRule> rule)
    {
        rule.ToTable("routing_rules");
        rule.Property(its => its.Conditions).StoredAsJson();
        rule.Property(its => its.Sellers).StoredAsJson();
        rule.Property(its => its.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<LastTurn> turn)
    {
        turn.ToTable("routing_turns");
        turn.HasKey(its => new { its.RuleId, its.UserId });
        turn.HasOne<RoutingRule>().WithMany().HasForeignKey(its => its.RuleId);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Market.Groups;
using Trichter.Market.Industries;
using Trichter.Market.Lists;
using Trichter.Market.Profiles;
using Trichter.Market.Universe;
using Trichter.Platform.Storage;

namespace Trichter.Market;

internal sealed class MarketStorage :
    IEntityTypeConfiguration<Suspect>, IEntityTypeConfiguration<SuspectList>, IEntityTypeConfiguration<TargetGroup>, IEntityTypeConfiguration<IndustryMove>, IEntityTypeConfiguration<IndustryDecision>, IEntityTypeConfiguration<CustomerProfile>
{
    public void Configure(EntityTypeBuilder<Suspect> suspect) => suspect.ToTable("suspects");

    public void Configure(EntityTypeBuilder<SuspectList> list)
    {
        list.ToTable("suspect_lists");
        list.Property(l => l.Channels).StoredAsJson();
        list.Ignore(l => l.LastDay);
        list.Property(l => l.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<TargetGroup> group)
    {
        group.ToTable("target_groups");
        group.Property(g => g.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<CustomerProfile> profile)
    {
        profile.ToTable("customer_profiles");
        profile.Property(p => p.Industries).StoredAsJson();
        profile.Property(p => p.Countries).StoredAsJson();
        profile.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<IndustryMove> move)
    {
        move.ToTable("industry_moves");
        move.HasKey(m => new { m.OldCode, m.Path });
    }

    public void Configure(EntityTypeBuilder<IndustryDecision> decision) => decision.ToTable("industry_decisions");
}

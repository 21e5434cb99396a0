using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Deals;
using Trichter.Offers.Amounts;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Negotiation;

internal sealed class NegotiationStorage :
    IEntityTypeConfiguration<NegotiationPlan>, IEntityTypeConfiguration<NegotiationRound>, IEntityTypeConfiguration<Ask>,
    IEntityTypeConfiguration<ConcessionKind>, IEntityTypeConfiguration<Concession>, IEntityTypeConfiguration<ClosingQuestion>
{
    public void Configure(EntityTypeBuilder<NegotiationPlan> plan)
    {
        plan.ToTable("negotiation_plans");
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.HasOne<Deal>().WithMany().HasForeignKey(p => p.DealId);
    }

    public void Configure(EntityTypeBuilder<NegotiationRound> round)
    {
        round.ToTable("negotiation_rounds");
        round.Property(r => r.Version).IsConcurrencyToken();
        round.HasOne<Deal>().WithMany().HasForeignKey(r => r.DealId);
    }

    public void Configure(EntityTypeBuilder<Ask> ask)
    {
        ask.ToTable("asks");
        ask.Property(a => a.Version).IsConcurrencyToken();
        ask.HasOne<Deal>().WithMany().HasForeignKey(a => a.DealId);
    }

    public void Configure(EntityTypeBuilder<ConcessionKind> kind)
    {
        kind.ToTable("concession_kinds");
        kind.Property(k => k.Name).StoredAsJson();
        kind.Property(k => k.UnitCost).HasConversion<Micros>();
        kind.Property(k => k.AnnualRate).HasConversion<Micros>();
        kind.Property(k => k.SellerLimit).HasConversion<Micros>();
        kind.Property(k => k.ManagerLimit).HasConversion<Micros>();
        kind.Property(k => k.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Concession> concession)
    {
        concession.ToTable("concessions");
        concession.Property(c => c.Amount).HasConversion<Micros>();
        concession.Property(c => c.Version).IsConcurrencyToken();
        concession.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
        concession.HasOne<ConcessionKind>().WithMany().HasForeignKey(c => c.KindId);
    }

    public void Configure(EntityTypeBuilder<ClosingQuestion> question)
    {
        question.ToTable("closing_questions");
        question.HasOne<Deal>().WithMany().HasForeignKey(q => q.DealId);
    }
}

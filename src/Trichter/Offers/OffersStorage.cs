using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Offers.Competitors;
using Trichter.Offers.Objections;
using Trichter.Offers.Proofs;
using Trichter.Offers.Signals;
using Trichter.Offers.Trials;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Offers;

internal sealed class OffersStorage :
    IEntityTypeConfiguration<Competitor>, IEntityTypeConfiguration<CompetitorOffer>, IEntityTypeConfiguration<ProofPoint>,
    IEntityTypeConfiguration<ObjectionKind>, IEntityTypeConfiguration<Objection>, IEntityTypeConfiguration<ObjectionReply>,
    IEntityTypeConfiguration<Trial>, IEntityTypeConfiguration<Signal>
{
    public void Configure(EntityTypeBuilder<Competitor> competitor)
    {
        competitor.ToTable("competitors");
        competitor.Property(c => c.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<CompetitorOffer> offer)
    {
        offer.ToTable("competitor_offers");
        offer.Property(o => o.Version).IsConcurrencyToken();
        offer.HasOne<Deal>().WithMany().HasForeignKey(o => o.DealId);
        offer.HasOne<Competitor>().WithMany().HasForeignKey(o => o.CompetitorId);
        offer.HasOne<User>().WithMany().HasForeignKey(o => o.NotedBy);
    }

    public void Configure(EntityTypeBuilder<ProofPoint> proof)
    {
        proof.ToTable("proof_points");
        proof.Property(p => p.Text).StoredAsJson();
        proof.Property(p => p.Version).IsConcurrencyToken();
        proof.HasOne<Company>().WithMany().HasForeignKey(p => p.CompanyId);
    }

    public void Configure(EntityTypeBuilder<ObjectionKind> kind)
    {
        kind.ToTable("objection_kinds");
        kind.Property(k => k.Name).StoredAsJson();
        kind.Property(k => k.Answers).StoredAsJson();
        kind.Property(k => k.Proofs).StoredAsJson();
        kind.Property(k => k.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Objection> objection)
    {
        objection.ToTable("objections");
        objection.Ignore(o => o.IsOpen);
        objection.Property(o => o.Version).IsConcurrencyToken();
        objection.HasOne<Deal>().WithMany().HasForeignKey(o => o.DealId);
        objection.HasOne<ObjectionKind>().WithMany().HasForeignKey(o => o.KindId);
        objection.HasOne<CompetitorOffer>().WithMany().HasForeignKey(o => o.CompetitorOfferId);
        objection.HasOne<User>().WithMany().HasForeignKey(o => o.NotedBy);
    }

    public void Configure(EntityTypeBuilder<ObjectionReply> reply)
    {
        reply.ToTable("objection_replies");
        reply.HasOne<Deal>().WithMany().HasForeignKey(r => r.DealId);
        reply.HasOne<Objection>().WithMany().HasForeignKey(r => r.ObjectionId);
        reply.HasOne<ObjectionKind>().WithMany().HasForeignKey(r => r.KindId);
        reply.HasOne<ProofPoint>().WithMany().HasForeignKey(r => r.ProofId);
        reply.HasOne<User>().WithMany().HasForeignKey(r => r.RepliedBy);
    }

    public void Configure(EntityTypeBuilder<Trial> trial)
    {
        trial.ToTable("trials");
        trial.Ignore(t => t.IsRunning);
        trial.Ignore(t => t.Days);
        trial.Property(t => t.Version).IsConcurrencyToken();
        trial.HasOne<Deal>().WithMany().HasForeignKey(t => t.DealId);
    }

    public void Configure(EntityTypeBuilder<Signal> signal)
    {
        signal.ToTable("signals");
        signal.HasOne<Deal>().WithMany().HasForeignKey(s => s.DealId);
        signal.HasOne<User>().WithMany().HasForeignKey(s => s.NotedBy);
    }
}

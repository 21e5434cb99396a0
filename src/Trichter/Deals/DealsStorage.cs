using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Customers;
using Trichter.Deals.HandOvers;
using Trichter.Deals.History;
using Trichter.Deals.Needs;
using Trichter.Deals.Plan;
using Trichter.Deals.Stakeholders;
using Trichter.Platform.Storage;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Deals;

internal sealed class DealsStorage :
    IEntityTypeConfiguration<Deal>, IEntityTypeConfiguration<StageTransition>, IEntityTypeConfiguration<CloseReason>,
    IEntityTypeConfiguration<Obstacle>, IEntityTypeConfiguration<Commitment>, IEntityTypeConfiguration<Confirmation>,
    IEntityTypeConfiguration<HandOver>, IEntityTypeConfiguration<Need>, IEntityTypeConfiguration<Stakeholder>, IEntityTypeConfiguration<BuyingStep>
{
    public void Configure(EntityTypeBuilder<Deal> deal)
    {
        deal.ToTable("deals");
        deal.HasQueryFilter(d => d.DeletedAt == null);
        deal.Property(d => d.Version).IsConcurrencyToken();
        deal.Property(d => d.Tags).StoredAsJson();
        deal.Property(d => d.Custom).StoredAsJson();
        deal.Ignore(d => d.Value);
        deal.Ignore(d => d.FoundBy);
        deal.HasOne<Company>().WithMany().HasForeignKey(d => d.CompanyId);
        deal.HasOne<Person>().WithMany().HasForeignKey(d => d.ContactId);
        deal.HasOne<User>().WithMany().HasForeignKey(d => d.OwnerId);
        deal.HasOne<SalesProcess>().WithMany().HasForeignKey(d => d.ProcessId);
        deal.HasOne<ProcessVersion>().WithMany().HasForeignKey(d => d.VersionId);
        deal.HasOne<Stage>().WithMany().HasForeignKey(d => d.StageId);
        deal.HasOne<CloseReason>().WithMany().HasForeignKey(d => d.CloseReasonId);
    }

    public void Configure(EntityTypeBuilder<StageTransition> transition)
    {
        transition.ToTable("stage_transitions");
        transition.Property(t => t.Skipped).StoredAsJson();
        transition.HasOne<Deal>().WithMany().HasForeignKey(t => t.DealId);
    }

    public void Configure(EntityTypeBuilder<CloseReason> reason)
    {
        reason.ToTable("close_reasons");
        reason.Property(r => r.Name).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<Obstacle> obstacle)
    {
        obstacle.ToTable("obstacles");
        obstacle.Property(o => o.Version).IsConcurrencyToken();
        obstacle.HasOne<User>().WithMany().HasForeignKey(o => o.OwnerId);
        obstacle.HasOne<Deal>().WithMany().HasForeignKey(o => o.DealId);
    }

    public void Configure(EntityTypeBuilder<Commitment> commitment)
    {
        commitment.ToTable("commitments");
        commitment.Property(c => c.Version).IsConcurrencyToken();
        commitment.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
    }

    public void Configure(EntityTypeBuilder<Confirmation> confirmation)
    {
        confirmation.ToTable("confirmations");
        confirmation.HasOne<Deal>().WithMany().HasForeignKey(c => c.DealId);
    }

    public void Configure(EntityTypeBuilder<HandOver> handOver)
    {
        handOver.ToTable("hand_overs");
        handOver.Property(h => h.Version).IsConcurrencyToken();
        handOver.Property(h => h.Checklist).StoredAsJson();
        handOver.Ignore(h => h.Open);
        handOver.HasOne<User>().WithMany().HasForeignKey(h => h.ReceiverId);
        handOver.HasOne<Deal>().WithMany().HasForeignKey(h => h.DealId);
    }

    public void Configure(EntityTypeBuilder<Need> need)
    {
        need.ToTable("needs");
        need.Property(n => n.Version).IsConcurrencyToken();
        need.HasOne<User>().WithMany().HasForeignKey(n => n.RecordedBy);
        need.HasOne<Deal>().WithMany().HasForeignKey(n => n.DealId);
    }

    public void Configure(EntityTypeBuilder<Stakeholder> stakeholder)
    {
        stakeholder.ToTable("stakeholders");
        stakeholder.Property(s => s.Version).IsConcurrencyToken();
        stakeholder.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        stakeholder.HasOne<Deal>().WithMany().HasForeignKey(s => s.DealId);
    }

    public void Configure(EntityTypeBuilder<BuyingStep> step)
    {
        step.ToTable("buying_steps");
        step.Property(s => s.Version).IsConcurrencyToken();
        step.HasOne<Deal>().WithMany().HasForeignKey(s => s.DealId);
    }
}

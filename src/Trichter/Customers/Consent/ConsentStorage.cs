using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

internal sealed class ConsentStorage :
    IEntityTypeConfiguration<ConsentEvent>, IEntityTypeConfiguration<ConsentWording>, IEntityTypeConfiguration<Suppression>, IEntityTypeConfiguration<PointHealth>,
    IEntityTypeConfiguration<PersonPrivacy>, IEntityTypeConfiguration<PrivacyKey>, IEntityTypeConfiguration<OptInRequest>, IEntityTypeConfiguration<InterestNote>
{
    public void Configure(EntityTypeBuilder<ConsentEvent> its)
    {
        its.ToTable("consent_events");
        its.Ignore(e => e.IsWhole);
        its.HasOne<ConsentWording>().WithMany().HasForeignKey(e => e.WordingId);
    }

    public void Configure(EntityTypeBuilder<ConsentWording> wording)
    {
        wording.ToTable("consent_wordings");
        wording.Property(w => w.Text).StoredAsJson();
        wording.Property(w => w.Purposes).StoredAsJson();
        wording.Property(w => w.Channels).StoredAsJson();
        wording.Property(w => w.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Suppression> suppression) => suppression.ToTable("suppressions");

    public void Configure(EntityTypeBuilder<PointHealth> health)
    {
        health.ToTable("point_health");
        health.Ignore(h => h.IsInvalid);
        health.Property(h => h.SoftBounces).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<PersonPrivacy> privacy)
    {
        privacy.ToTable("person_privacy");
        privacy.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId);
        privacy.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<PrivacyKey> key) => key.ToTable("privacy_keys");

    public void Configure(EntityTypeBuilder<OptInRequest> request)
    {
        request.ToTable("opt_in_requests");
        request.Property(r => r.Purposes).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<InterestNote> note)
    {
        note.ToTable("interest_notes");
        note.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Customers.Privacy.Erase;
using Trichter.Customers.Privacy.Processing;
using Trichter.Customers.Privacy.Requests;
using Trichter.Customers.Privacy.Retention;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Privacy;

internal sealed class PrivacyStorage :
    IEntityTypeConfiguration<Erasure>, IEntityTypeConfiguration<LegalHold>, IEntityTypeConfiguration<PrivacyRequest>, IEntityTypeConfiguration<PrivacyFile>, IEntityTypeConfiguration<RetentionRule>,
    IEntityTypeConfiguration<RetentionRun>, IEntityTypeConfiguration<ProcessingNote>
{
    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.ToTable("erasures");
        erasure.Property(its => its.Kept).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<PrivacyRequest> request)
    {
        request.ToTable("privacy_requests");
        request.HasOne<Person>().WithMany().HasForeignKey(its => its.PersonId);
        request.Property(its => its.Version).IsConcurrencyToken();
        request.Ignore(its => its.IsOpen);
        request.Ignore(its => its.ConcernsRecipients);
        request.Property(its => its.ToldRecipients).StoredAsJson();
    }

    public void Configure(EntityTypeBuilder<PrivacyFile> file)
    {
        file.ToTable("privacy_files");
        file.HasOne<PrivacyRequest>().WithOne().HasForeignKey<PrivacyFile>(its => its.Id);
    }

    public void Configure(EntityTypeBuilder<LegalHold> hold)
    {
        hold.ToTable("legal_holds");
        hold.HasOne<Person>().WithMany().HasForeignKey(its => its.PersonId);
    }

    public void Configure(EntityTypeBuilder<RetentionRule> rule)
    {
        rule.ToTable("retention_rules");
        rule.Property(its => its.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<ProcessingNote> note)
    {
        note.ToTable("processing_notes");
        note.Property(its => its.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<RetentionRun> run)
    {
        run.ToTable("retention_runs");
        run.Property(its => its.Skipped).StoredAsJson();
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Customers;

internal sealed class CustomersStorage :
    IEntityTypeConfiguration<Company>, IEntityTypeConfiguration<Person>, IEntityTypeConfiguration<Employment>
{
    public void Configure(EntityTypeBuilder<Company> company)
    {
        company.ToTable("companies");
        company.HasQueryFilter(c => c.DeletedAt == null);
        company.Property(c => c.Version).IsConcurrencyToken();
        company.Property(c => c.Addresses).StoredAsJson();
        company.Property(c => c.Tags).StoredAsJson();
        company.Property(c => c.Custom).StoredAsJson();
        company.HasOne<User>().WithMany().HasForeignKey(c => c.OwnerId);
        company.Ignore(c => c.MainAddress);
        company.Ignore(c => c.FoundBy);
    }

    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.ToTable("people");
        person.HasQueryFilter(p => p.DeletedAt == null);
        person.Property(p => p.Version).IsConcurrencyToken();
        person.Property(p => p.Emails).StoredAsJson();
        person.Property(p => p.Phones).StoredAsJson();
        person.Property(p => p.Tags).StoredAsJson();
        person.Property(p => p.Custom).StoredAsJson();
        person.HasOne<User>().WithMany().HasForeignKey(p => p.OwnerId);
        person.Ignore(p => p.FoundBy);
        person.HasMany<Employment>("employments").WithOne().HasForeignKey(e => e.PersonId);
        person.Ignore(p => p.Employments);
    }

    public void Configure(EntityTypeBuilder<Employment> employment)
    {
        employment.ToTable("employments");
        employment.HasOne<Company>().WithMany().HasForeignKey(e => e.CompanyId);
    }
}

using Trichter.Customers;
using Trichter.Platform.Storage;

namespace Trichter.Market.Universe;

/// <summary>A company of the universe that nobody has spoken to yet. There may be millions, so it is a plain row without history; it becomes a company of ours by a verb.</summary>
public sealed class Suspect
{
    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Where it comes from.</summary>
    public required Guid ListId { get; set; }

    public string Name { get; set; } = "";

    /// <summary>By which two entries of one company are found, with the postal code.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>ISO 3166-1 alpha-2; empty for not known.</summary>
    public string Country { get; set; } = "";

    public string PostalCode { get; set; } = "";
    public string City { get; set; } = "";
    public string Street { get; set; } = "";

    /// <summary>Path in <see cref="Industries.Nace"/>, "C10.11"; empty for not known or not decided.</summary>
    public string Industry { get; set; } = "";

    /// <summary>Four digits of the older classification that the list used; empty for none.</summary>
    public string OldIndustry { get; set; } = "";

    public int? Employees { get; set; }

    /// <summary>Of a year, in whole units of the currency of the workspace.</summary>
    public long? Revenue { get; set; }

    public string Domain { get; set; } = "";
    public string Email { get; set; } = "";
    public string Phone { get; set; } = "";
    public string VatNumber { get; set; } = "";

    /// <summary>The company of ours that it became.</summary>
    public Guid? CompanyId { get; set; }

    public void RefreshKey() => NameKey = CompanyName.KeyOf(Name);

    public Company ToCompany(Guid? owner, string industry, DateTime now)
    {
        var company = new Company { Name = Name, VatNumber = VatNumber, Domain = Domain, Phone = Phone, Employees = Employees, Industry = industry, OwnerId = owner, CreatedAt = now };
        var address = new Address(AddressKind.Main, Street, PostalCode, City, Country);
        if (!address.IsEmpty) company.Put(address);
        company.RefreshNameKey();
        return company;
    }
}

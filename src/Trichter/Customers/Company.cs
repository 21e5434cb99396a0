using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Search;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Customers;

/// <summary>A company we know: customer, prospect, partner.</summary>
public sealed class Company : IVersioned, IDeletable, IOwned, ISearchable, IHasCustomFields
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public string LegalForm { get; set; } = "";

    /// <summary>VAT identification number with country prefix, without blanks; checked when entered.</summary>
    public string VatNumber { get; set; } = "";

    /// <summary>Entry in the commercial register: "HRB 12345 Rostock", a KRS number.</summary>
    public string RegisterNumber { get; set; } = "";

    public List<Address> Addresses { get; set; } = [];

    /// <summary>Number of employees.</summary>
    public int? Employees { get; set; }

    public string Industry { get; set; } = "";

    /// <summary>Internet domain without "www.", lower case.</summary>
    public string Domain { get; set; } = "";

    public string Phone { get; set; } = "";
    public List<string> Tags { get; set; } = [];
    public Guid? OwnerId { get; set; }

    /// <summary>The day of the first sale; null for whom we have not sold to yet.</summary>
    public DateOnly? CustomerSince { get; set; }

    /// <summary>The key of this company in the system it came from.</summary>
    public string ExternalId { get; set; } = "";

    /// <summary>Fields that an import brought along, by their heading.</summary>
    public Dictionary<string, string> Custom { get; set; } = [];

    /// <summary>The name without legal form, case and accents: what two entries of one company have in common.</summary>
    [NotRecorded] public string NameKey { get; private set; } = "";

    public DateTime CreatedAt { get; init; }
    public DateTime? DeletedAt { get; set; }
    public int Version { get; private set; }

    public Address? MainAddress => AddressOf(AddressKind.Main);
    public bool IsCustomer => CustomerSince is not null;
    public (FieldKind Kind, string Value)? ValueOf(string key) => CompanyFields.All.FirstOrDefault(field => field.Key == key) is { } field ? (field.Kind, field.Read(this)) : null;

    public IReadOnlyCollection<string> FoundBy => [nameof(Name), nameof(VatNumber), nameof(Domain), nameof(Addresses), nameof(OwnerId), nameof(Phone), nameof(RegisterNumber)];

    public Address? AddressOf(AddressKind kind) => Addresses.Find(address => address.Kind == kind);

    /// <summary>Puts the address in the place of the one of its kind; an empty one takes that away.</summary>
    public void Put(Address address) => Addresses =
        [.. Addresses.Where(one => one.Kind != address.Kind).Append(address).Where(one => !one.IsEmpty).OrderBy(one => one.Kind)];

    public void RefreshNameKey() => NameKey = CompanyName.KeyOf(Name);

    public SearchEntry ForSearch() => SearchEntry.Of(
        Id, nameof(Company), Name, MainAddress?.City ?? "", OwnerId, VatNumber, Domain, RegisterNumber, ExternalId, PhoneNumber.Digits(Phone));
}

/// <summary>A postal address of a company.</summary>
/// <param name="Country">ISO 3166-1 alpha-2, for instance DE, PL, AT, CH.</param>
public sealed record Address(AddressKind Kind, string Street, string PostalCode, string City, string Country)
{
    public bool IsEmpty => Street.Length + PostalCode.Length + City.Length + Country.Length == 0;
}

public enum AddressKind
{
    [Says("Main address")] Main,
    [Says("Billing address")] Billing,
    [Says("Delivery address")] Delivery,
}

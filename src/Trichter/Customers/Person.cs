using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Search;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Customers;

/// <summary>Somebody we talk to. A person may work for several companies.</summary>
public sealed class Person : IVersioned, IDeletable, IOwned, ISearchable, IHasCustomFields
{
    private readonly List<Employment> employments = [];

    public Guid Id { get; private init; } = Ids.New();
    public string FirstName { get; set; } = "";
    public required string LastName { get; set; }
    public Salutation Salutation { get; set; }
    public string Title { get; set; } = "";

    /// <summary>Lower case, the main one first.</summary>
    public List<string> Emails { get; set; } = [];

    public List<string> Phones { get; set; } = [];

    /// <summary>The language we write to them in: de, pl, en, or another ISO 639-1 code; empty when unknown.</summary>
    public string Language { get; set; } = "";

    public List<string> Tags { get; set; } = [];
    public Guid? OwnerId { get; set; }
    public string ExternalId { get; set; } = "";
    public Dictionary<string, string> Custom { get; set; } = [];

    /// <summary>First and last name without case and accents.</summary>
    [NotRecorded] public string NameKey { get; private set; } = "";

    /// <summary>The main e-mail address again, for finding duplicates by an index.</summary>
    [NotRecorded] public string MainEmail { get; private set; } = "";

    public DateTime CreatedAt { get; init; }
    public DateTime? DeletedAt { get; set; }
    public int Version { get; private set; }

    public string Name => FirstName.Length == 0 ? LastName : $"{FirstName} {LastName}";
    public IReadOnlyList<Employment> Employments => employments;
    public (FieldKind Kind, string Value)? ValueOf(string key) => PersonFields.All.FirstOrDefault(field => field.Key == key) is { } field ? (field.Kind, field.Read(this)) : null;

    public IReadOnlyCollection<string> FoundBy => [nameof(FirstName), nameof(LastName), nameof(Emails), nameof(Phones), nameof(OwnerId)];

    public void RefreshKeys() =>
        (NameKey, MainEmail) = (SearchEntry.Fold(Name), Emails.FirstOrDefault() ?? "");

    public void WorksAt(Guid companyId, string role)
    {
        if (employments.Find(e => e.CompanyId == companyId) is { } known) known.Role = role;
        else employments.Add(new Employment { PersonId = Id, CompanyId = companyId, Role = role, Position = employments.Count });
    }

    public void NoLongerWorksAt(Guid companyId) => employments.RemoveAll(e => e.CompanyId == companyId);

    public SearchEntry ForSearch() => SearchEntry.Of(
        Id, nameof(Person), Name, Emails.FirstOrDefault() ?? "", OwnerId, [.. Emails, .. Phones, .. Phones.Select(PhoneNumber.Digits), ExternalId]);
}

/// <summary>What a person does at a company.</summary>
public sealed class Employment : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public Guid PersonId { get; init; }
    public Guid CompanyId { get; init; }
    public string Role { get; set; } = "";
    public int Position { get; init; }

    public Guid PartOf => PersonId;
}

public enum Salutation
{
    [Says("–")] None,
    [Says("Ms")] Ms,
    [Says("Mr")] Mr,
}

using Trichter.Offers.Vat;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Products;

/// <summary>Something we sell or rent out. A product that was used is ended, never deleted (O1).</summary>
public sealed class Product : IRecorded, IVersioned, IRetirable
{
    public const int LongestKey = 60;
    public const int LongestName = 200;
    public const int LongestText = 4000;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>The number or code people type; unique, in capitals.</summary>
    public required string Key { get; set; }

    public Localized Name { get; set; } = Localized.Empty;
    public Localized Text { get; set; } = Localized.Empty;

    /// <summary>Names, key and GTIN in small letters, to find it by.</summary>
    [NotRecorded] public string FindBy { get; private set; } = "";

    public ProductKind Kind { get; set; }

    /// <summary>Goods of one group are similar to each other: who bought one may be told of the others (§7(3) UWG). Empty: similar to nothing else.</summary>
    public string GoodsGroup { get; set; } = "";

    /// <summary>UNECE Recommendation 20 or 21, one of <see cref="Units"/>.</summary>
    public string Unit { get; set; } = Units.Piece;

    public TaxClass TaxClass { get; set; }

    /// <summary>What one unit costs us, in whole units of <see cref="CostCurrency"/>; null where it is not known.</summary>
    public decimal? Cost { get; set; }

    public string CostCurrency { get; set; } = "";
    public string Gtin { get; set; } = "";

    /// <summary>Combined nomenclature of the EU, eight digits.</summary>
    public string CnCode { get; set; } = "";

    /// <summary>Country of origin, ISO 3166-1 alpha-2.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Polish classification of products and services.</summary>
    public string Pkwiu { get; set; } = "";

    /// <summary>Polish group of goods for the JPK file, GTU_01 to GTU_13.</summary>
    public string Gtu { get; set; } = "";

    /// <summary>How often it is charged; once for most goods.</summary>
    public Interval Interval { get; set; }

    /// <summary>Periods of the interval that are charged at least.</summary>
    public int? MinimumTerm { get; set; }

    /// <summary>What else it brings along, and how that is priced.</summary>
    public BundlePricing Bundle { get; set; }

    /// <summary>Months of warranty from acceptance on; null where none is promised.</summary>
    public int? WarrantyMonths { get; set; }

    public DateOnly? ActiveFrom { get; set; }

    /// <summary>The last day on which it is sold.</summary>
    public DateOnly? ActiveTo { get; set; }

    public string ExternalId { get; set; } = "";
    public int Version { get; private set; }

    public bool IsSoldOn(DateOnly day) => !(day < ActiveFrom) && !(ActiveTo < day);

    /// <summary>What is wrong with it as a whole, by field; whether its number is taken only the database knows.</summary>
    internal IEnumerable<(string Field, Told Why)> Faults()
    {
        if (Key.Length == 0) yield return ("key", new Told("A product number is needed."));
        if (Name == Localized.Empty) yield return ("name_de", new Told("A name is needed, in one language at least."));
        if (ActiveTo < ActiveFrom) yield return ("active_to", new Told("The end lies before the beginning."));
    }

    public void Retire(DateTime at) => ActiveTo = DateOnly.FromDateTime(at).AddDays(-1);

    public void RefreshFindBy() => FindBy = string.Join(' ', new[] { Key, Name.En, Name.De, Name.Pl, Gtin }.Where(text => text.Length > 0).Distinct()).ToLowerInvariant();
}

public enum ProductKind
{
    [Says("Goods")] Goods,
    [Says("Service")] Service,
    [Says("Digital")] Digital,
    [Says("Rental")] Rental,
}

/// <summary>How often something is charged.</summary>
public enum Interval
{
    [Says("once")] Once,
    [Says("per day")] Day,
    [Says("per week")] Week,
    [Says("per month")] Month,
    [Says("per quarter")] Quarter,
    [Says("per year")] Year,
}

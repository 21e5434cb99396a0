using Trichter.Offers.Amounts;
using Trichter.Offers.Products;
using Trichter.Offers.Vat;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes;

/// <summary>One line of a version of a quote.</summary>
public sealed class QuoteLine : IRecorded, IPartOf
{
    public const int LongestName = 300;
    public const int LongestText = 4000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid VersionId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>Stays the same from version to version, so that a difference can be told (O41).</summary>
    public required Guid Key { get; init; }

    public int Position { get; set; }
    public LineKind Kind { get; set; }
    public Guid? ProductId { get; set; }

    /// <summary>The product number as printed; empty for a line of free words.</summary>
    public string Article { get; set; } = "";

    public string Name { get; set; } = "";
    public string Text { get; set; } = "";

    /// <summary>Below zero for what is taken back; never zero in a line that is priced.</summary>
    public decimal Quantity { get; set; }

    /// <summary>One of <see cref="Units"/>.</summary>
    public string Unit { get; set; } = Units.Piece;

    /// <summary>Of <see cref="Basis"/> units, never below zero; null for "no price yet", which is not zero (O4).</summary>
    public decimal? Price { get; set; }

    public decimal Basis { get; set; } = 1;

    /// <summary>In percent, 0 to 100.</summary>
    public decimal Discount { get; set; }

    public TaxClass TaxClass { get; set; }
    public VatCategory VatCategory { get; set; }

    /// <summary>In percent.</summary>
    public decimal VatRate { get; set; }

    /// <summary>Of one unit, in the currency of the quote, as it was when the line was written; null where it is not known.</summary>
    public decimal? Cost { get; set; }

    /// <summary>Lines of one group of alternatives carry the same letter or word; the customer takes one of them.</summary>
    public string Alternative { get; set; } = "";

    public Interval Interval { get; set; }

    /// <summary>Periods of the interval that are charged at least.</summary>
    public int? Term { get; set; }

    /// <summary>The row of the price list that gave the price; null where somebody typed it.</summary>
    public Guid? PriceRowId { get; set; }

    /// <summary>The price that list named, before anybody changed it.</summary>
    public decimal? ListPrice { get; set; }

    public Guid PartOf => DealId;
    public bool IsPriced => Kind is LineKind.Normal or LineKind.Optional or LineKind.Alternative;
    public VatGroup Vat => new(VatCategory, VatRate);

    public PricedLine Priced => new(Quantity, Price ?? 0, Basis, Vat, Discount == 0 ? [] : [Reduction.Discount(Discount)]);

    /// <summary>What the line costs us for its quantity, in minor units.</summary>
    public long? CostMinor => Cost is { } cost ? Round.ToMinor(cost * Quantity) : null;

    public QuoteLine CopyTo(Guid versionId) => new()
    {
        VersionId = versionId,
        DealId = DealId,
        Key = Key,
        Position = Position,
        Kind = Kind,
        ProductId = ProductId,
        Article = Article,
        Name = Name,
        Text = Text,
        Quantity = Quantity,
        Unit = Unit,
        Price = Price,
        Basis = Basis,
        Discount = Discount,
        TaxClass = TaxClass,
        VatCategory = VatCategory,
        VatRate = VatRate,
        Cost = Cost,
        Alternative = Alternative,
        Interval = Interval,
        Term = Term,
        PriceRowId = PriceRowId,
        ListPrice = ListPrice,
    };
}

public enum LineKind
{
    [Says("Normal line")] Normal,
    [Says("Optional")] Optional,
    [Says("Alternative")] Alternative,
    [Says("Heading")] Heading,
    [Says("Text")] Text,
    [Says("Subtotal")] Subtotal,
}

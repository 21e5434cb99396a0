using Trichter.Offers.Amounts;
using Trichter.Offers.Products;
using Trichter.Offers.Vat;

namespace Trichter.Offers.Documents;

/// <summary>What the lines of quotes, orders and invoices say alike.</summary>
public abstract class DocumentLine
{
    public const int LongestName = 300;
    public const int LongestText = 4000;

    /// <summary>Stays the same from version to version and from document to document.</summary>
    public required Guid Key { get; init; }

    public int Position { get; set; }
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

    /// <summary>Of one unit, in the currency of the document, as it was when the line was written; null where it is not known.</summary>
    public decimal? Cost { get; set; }

    public Interval Interval { get; set; }

    /// <summary>Periods of the interval that are charged at least.</summary>
    public int? Term { get; set; }

    public VatGroup Vat => new(VatCategory, VatRate);

    public PricedLine Priced => new(Quantity, Price ?? 0, Basis, Vat, Discount == 0 ? [] : [Reduction.Discount(Discount)]);

    /// <summary>What the line costs us for its quantity, in minor units.</summary>
    public long? CostMinor => Cost is { } cost ? Round.ToMinor(cost * Quantity) : null;

    /// <summary>Takes over everything that another line says, but not where it stands.</summary>
    public void TakeFrom(DocumentLine other)
    {
        (ProductId, Article, Name, Text) = (other.ProductId, other.Article, other.Name, other.Text);
        (Quantity, Unit, Price, Basis, Discount) = (other.Quantity, other.Unit, other.Price, other.Basis, other.Discount);
        (TaxClass, VatCategory, VatRate, Cost) = (other.TaxClass, other.VatCategory, other.VatRate, other.Cost);
        (Interval, Term) = (other.Interval, other.Term);
    }
}

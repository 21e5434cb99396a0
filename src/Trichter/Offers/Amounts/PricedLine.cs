using Trichter.Platform.Language;

namespace Trichter.Offers.Amounts;

/// <summary>What a line of a document costs, before anything is rounded. Prices are never below zero; a line that takes away has a quantity below zero (O20).</summary>
/// <param name="Quantity">In the line's unit, up to six decimals.</param>
/// <param name="Price">Of <paramref name="Basis"/> units, in whole units of the currency, up to six decimals; gross in a document with gross prices.</param>
/// <param name="Basis">How many units the price is for: 4.35 per 100. Above zero.</param>
/// <param name="Reductions">Discounts and charges, each on what the ones before left (O11).</param>
public sealed record PricedLine(decimal Quantity, decimal Price, decimal Basis, VatGroup Vat, IReadOnlyList<Reduction> Reductions)
{
    /// <summary>The discount on the whole has been taken off it already, as from a down payment that is deducted.</summary>
    public bool IsReduced { get; init; }

    public PricedLine(decimal quantity, decimal price, VatGroup vat, params Reduction[] reductions) : this(quantity, price, 1, vat, reductions)
    {
    }
}

/// <summary>A discount, or a charge: a share of what it is taken from, or an amount.</summary>
/// <param name="Minor">Used when there is no percentage.</param>
public sealed record Reduction(decimal? Percent, long Minor, bool IsCharge = false)
{
    public static Reduction Discount(decimal percent) => new(percent, 0);

    public static Reduction DiscountOf(long minor) => new(null, minor);

    public static Reduction Charge(long minor) => new(null, minor, IsCharge: true);

    /// <summary>Above zero, whatever its direction.</summary>
    public long Of(long taken) => Percent is { } percent ? Round.Percent(taken, percent) : Minor;
}

/// <summary>Lines that are taxed alike.</summary>
/// <param name="Rate">In percent; 0 for all categories but <see cref="VatCategory.S"/>.</param>
public sealed record VatGroup(VatCategory Category, decimal Rate)
{
    public static readonly VatGroup De19 = new(VatCategory.S, 19);
    public static readonly VatGroup De7 = new(VatCategory.S, 7);
    public static readonly VatGroup Pl23 = new(VatCategory.S, 23);
    public static readonly VatGroup Pl8 = new(VatCategory.S, 8);
}

/// <summary>Categories of VAT by UNTDID 5305, as EN 16931 uses them.</summary>
public enum VatCategory
{
    [Says("taxed")] S,
    [Says("zero rate")] Z,
    [Says("exempt")] E,
    [Says("reverse charge")] AE,
    [Says("supply to another EU country")] K,
    [Says("export out of the EU")] G,
    [Says("not taxable here")] O,
}

using Trichter.Offers.Amounts;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Vat;

/// <summary>The rates of VAT by country, class and day. There is one row, or none; until somebody changes it, the rates we ship hold (offer to cash, section 3; to be confirmed by a tax adviser).</summary>
public sealed class TaxTable : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public List<TaxRate> Rates { get; set; } = [];
    public int Version { get; private set; }

    public static TaxTable Usual() => new()
    {
        Rates =
        [
            new("DE", TaxClass.Standard, 19, new DateOnly(2021, 1, 1), null),
            new("DE", TaxClass.Reduced, 7, new DateOnly(2021, 1, 1), null),
            new("PL", TaxClass.Standard, 23, new DateOnly(2011, 1, 1), null),
            new("PL", TaxClass.Reduced, 8, new DateOnly(2011, 1, 1), null),
            new("PL", TaxClass.SecondReduced, 5, new DateOnly(2011, 1, 1), null),
            new("AT", TaxClass.Standard, 20, new DateOnly(2016, 1, 1), null),
            new("AT", TaxClass.Reduced, 10, new DateOnly(2016, 1, 1), null),
            new("AT", TaxClass.SecondReduced, 13, new DateOnly(2016, 1, 1), null),
        ],
    };

    /// <summary>The rate on the day of supply; null when none is known.</summary>
    public decimal? RateOf(string country, TaxClass taxClass, DateOnly on) =>
        Rates.Where(rate => rate.Country == country && rate.Class == taxClass && rate.HoldsOn(on)).MaxBy(rate => rate.From)?.Percent;

    /// <summary>What taxes a class at home; null when its rate is not known.</summary>
    public VatGroup? AtHome(string country, TaxClass taxClass, DateOnly on) => taxClass switch
    {
        TaxClass.Zero => new VatGroup(VatCategory.Z, 0),
        TaxClass.Exempt => new VatGroup(VatCategory.E, 0),
        TaxClass.BuyerOwes => new VatGroup(VatCategory.AE, 0),
        _ => RateOf(country, taxClass, on) is { } rate ? new VatGroup(VatCategory.S, rate) : null,
    };
}

/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="From">The first day of supply it holds for.</param>
/// <param name="To">The last one; null where it has no end.</param>
public sealed record TaxRate(string Country, TaxClass Class, decimal Percent, DateOnly From, DateOnly? To)
{
    public bool HoldsOn(DateOnly day) => From <= day && !(To < day);
}

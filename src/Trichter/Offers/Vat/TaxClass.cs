using Trichter.Platform.Language;

namespace Trichter.Offers.Vat;

/// <summary>How a product is taxed where we are; which rate that is on a day says the <see cref="TaxTable"/>.</summary>
public enum TaxClass
{
    [Says("Standard rate")] Standard,
    [Says("Reduced rate")] Reduced,
    [Says("Second reduced rate")] SecondReduced,
    [Says("Zero rate")] Zero,
    [Says("Exempt")] Exempt,

    /// <summary>The buyer owes the tax also at home (§ 13b UStG), once they are confirmed to be one of those.</summary>
    [Says("Buyer owes the tax")] BuyerOwes,
}

using Trichter.Offers.Amounts;

namespace Trichter.Offers.Negotiation;

/// <summary>What a concession costs us on one deal.</summary>
/// <param name="NetMinor">Net of what is offered.</param>
/// <param name="GrossMinor">With tax: what the customer pays later.</param>
/// <param name="FreightMinor">Freight of the offer; 0 where none is charged.</param>
/// <param name="ItemCost">Cost price of the free item, in whole units; null when it is not known.</param>
public sealed record ConcessionCost(long NetMinor, long GrossMinor, long FreightMinor, decimal? ItemCost)
{
    private const int DaysOfYear = 365;

    /// <returns>In minor units, rounded half away from zero; null where something needed is not known, which is not 0.</returns>
    public long? Of(ConcessionKind kind, decimal amount) => kind.Measure switch
    {
        ConcessionMeasure.Percent => Round.Percent(NetMinor, amount),
        ConcessionMeasure.FreeItem => Round.ToMinorOrNull(ItemCost * amount),
        ConcessionMeasure.PaymentDays when kind.AnnualRate is { } rate => Round.ToMinor(Round.ToMajor(GrossMinor) * rate / 100 * amount / DaysOfYear),
        ConcessionMeasure.PaymentDays => null,
        ConcessionMeasure.Freight when kind.UnitCost is null && FreightMinor > 0 => Round.ToMinor(Round.ToMajor(FreightMinor) * amount),
        _ => Round.ToMinorOrNull(kind.UnitCost * amount),
    };
}

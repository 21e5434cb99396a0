namespace Trichter.Offers.Amounts;

/// <summary>The rounding of all documents, and of nothing else: half away from zero, to the minor unit (rule R of offer to cash).</summary>
public static class Round
{
    /// <param name="major">An amount in whole units of its currency: 1.005 is 101 minor units.</param>
    public static long ToMinor(decimal major) => (long)Math.Round(major * 100, 0, MidpointRounding.AwayFromZero);

    /// <summary>Null stays null: what is not known is not 0.</summary>
    public static long? ToMinorOrNull(decimal? major) => major is { } known ? ToMinor(known) : null;

    /// <summary>A share of an amount: R(base × percent ÷ 100).</summary>
    public static long Percent(long minor, decimal percent) => (long)Math.Round(minor * percent / 100, 0, MidpointRounding.AwayFromZero);

    public static decimal ToMajor(long minor) => minor / 100m;
}

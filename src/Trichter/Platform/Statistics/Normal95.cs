namespace Trichter.Platform.Statistics;

/// <summary>The standard normal distribution at the one level that every figure uses.</summary>
internal static class Normal95
{
    /// <summary>97.5 % of the distribution lie below, hence 95 % between its negative and this.</summary>
    public const double Z = 1.959963984540054;
}

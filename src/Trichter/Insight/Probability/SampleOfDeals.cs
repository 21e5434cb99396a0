namespace Trichter.Insight.Probability;

/// <summary>A part of all deals by their ids alone: the same ones every night, and spread over all the time in which they entered.</summary>
public static class SampleOfDeals
{
    private const uint Scatter = 2_654_435_761;

    /// <param name="share">How many of all, 0 to 1; from 1 on every deal is in it.</param>
    public static bool Has(Guid deal, double share) => unchecked((uint)deal.GetHashCode() * Scatter) / (uint.MaxValue + 1.0) < share;
}

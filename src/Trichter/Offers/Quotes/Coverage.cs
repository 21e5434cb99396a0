using Trichter.Deals.Needs;

namespace Trichter.Offers.Quotes;

/// <summary>The figure of O45: needs that the customer confirmed and that are of high importance, and how many of them the quote covers.</summary>
internal static class Coverage
{
    public static bool IsMust(Need need) => need is { IsConfirmed: true, Importance: NeedImportance.High };

    public static bool IsCovered(NeedCoverage? coverage) => coverage?.Degree is CoverageDegree.Covered or CoverageDegree.Exceeds;
}

namespace Trichter.Offers.Amounts;

/// <summary>The amounts of one line, in minor units.</summary>
/// <param name="Gross">Quantity times price, before discounts (O10).</param>
/// <param name="Steps">Each reduction with what it was taken from and what it takes or adds (O11).</param>
/// <param name="Net">BT-131 where prices are net (O12).</param>
public sealed record LineAmounts(long Gross, IReadOnlyList<ReductionAmount> Steps, long Net)
{
    public static LineAmounts Of(PricedLine line)
    {
        var gross = Round.ToMinor(line.Quantity * line.Price / line.Basis);
        var steps = new List<ReductionAmount>();
        var left = gross;
        foreach (var reduction in line.Reductions)
        {
            var amount = reduction.Of(left);
            steps.Add(new ReductionAmount(reduction, left, amount));
            left += reduction.IsCharge ? amount : -amount;
        }

        return new LineAmounts(gross, steps, left);
    }
}

/// <param name="Base">What it was taken from.</param>
public sealed record ReductionAmount(Reduction Reduction, long Base, long Amount);

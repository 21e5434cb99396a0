namespace Trichter.Billing.EInvoices;

/// <summary>Spreads an amount in proportion to weights, to the cent; what is left over goes to the largest fractions.</summary>
internal static class Spread
{
    public static decimal[] Over(decimal amount, decimal[] weights)
    {
        var total = weights.Sum();
        if (weights.Length == 0 || total == 0)
            return [.. weights.Select((_, index) => index == 0 ? amount : 0)];

        var exact = weights.Select(weight => amount * 100 * weight / total).ToArray();
        var cents = exact.Select(Math.Floor).ToArray();
        var left = (int)((amount * 100) - cents.Sum());
        foreach (var index in Enumerable.Range(0, weights.Length).OrderByDescending(index => exact[index] - cents[index]).Take(left))
            cents[index]++;

        return [.. cents.Select(cent => cent / 100)];
    }
}

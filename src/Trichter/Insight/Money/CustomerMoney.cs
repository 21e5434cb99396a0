namespace Trichter.Insight.Money;

/// <summary>What it costs to win a customer (metrics 8.2).</summary>
/// <param name="Cost">Minor units.</param>
public sealed record AcquisitionCost(long Cost, int NewCustomers)
{
    private const int FewestForARatio = 5;

    /// <summary>Null with fewer than five customers: the two sums are shown then, no ratio.</summary>
    public double? PerCustomer => NewCustomers < FewestForARatio ? null : (double)Cost / NewCustomers;

    /// <summary>The count of customers alone moves the ratio by about this share.</summary>
    public double? Wobble => NewCustomers == 0 ? null : Platform.Statistics.Normal95.Z / Math.Sqrt(NewCustomers);

    /// <summary>The first month in which what was earned per acquired customer reaches the cost; null: not reached (metrics 8.4).</summary>
    public int? PaybackMonth(IEnumerable<double> marginOfMonths)
    {
        if (PerCustomer is not { } cost) return null;

        var (sum, month) = (0.0, 0);
        foreach (var margin in marginOfMonths)
        {
            month++;
            sum += margin / NewCustomers;
            if (sum >= cost - 1e-9) return month;
        }

        return null;
    }
}

/// <summary>What a customer is worth (metrics 8.3). Sources: Berger and Nasr 1998; Gupta and Lehmann 2003.</summary>
public static class LifetimeValue
{
    public const double Discount = .1;
    public const int Years = 5;

    /// <summary>What the customers of a cohort brought so far, on average; null without customers.</summary>
    public static double? Historic(IReadOnlyCollection<double> sums) => sums.Count == 0 ? null : sums.Average();

    /// <param name="margin">Of a year.</param>
    /// <param name="retention">The share that stays for another year.</param>
    public static double Expected(double margin, double retention, int years = Years, double discount = Discount) =>
        Enumerable.Range(0, years).Sum(year => margin * Math.Pow(retention, year) / Math.Pow(1 + discount, year));

    public static double ForEver(double margin, double retention, double discount = Discount) => margin * (1 + discount) / (1 + discount - retention);
}

/// <summary>How fast sales bring money in (metrics 8.1): the won value of a period over its days.</summary>
public static class Velocity
{
    public static double PerDay(long wonValue, int days) => (double)wonValue / days;
}

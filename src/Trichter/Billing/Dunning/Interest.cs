using Trichter.Platform.Language;

namespace Trichter.Billing.Dunning;

/// <summary>Interest for late payment (O85): per period of one rate, one year and one open amount, R(open × rate ÷ 100 × days ÷ days of the year).</summary>
/// <param name="Missing">Why there is none: no rate was entered for some day. Null when it was counted.</param>
public sealed record Interest(long Minor, IReadOnlyList<InterestPart> Parts, Told? Missing)
{
    public static readonly Interest None = new(0, [], null);

    /// <param name="settled">What was settled when; it still bears interest on that day.</param>
    /// <param name="from">The first day of interest.</param>
    /// <param name="to">The last one: the day of payment, or today.</param>
    public static Interest Of(long amountMinor, IReadOnlyCollection<(DateOnly On, long Minor)> settled, DateOnly from, DateOnly to, string country, bool isConsumer, IReadOnlyCollection<InterestRate> rates)
    {
        if (to < from) return None;

        var known = rates.Where(rate => rate.Country == country && rate.ForConsumers == isConsumer).OrderBy(rate => rate.From).ToList();
        if (known.FindLast(rate => rate.From <= from) is null) return new(0, [], new Told("No rate of interest is entered for {0}.", from));

        var cuts = known.Select(rate => rate.From).Concat(settled.Select(one => one.On.AddDays(1))).Concat(Enumerable.Range(from.Year + 1, to.Year - from.Year).Select(year => new DateOnly(year, 1, 1)))
            .Where(day => day > from && day <= to).Append(from).Append(to.AddDays(1)).Distinct().Order().ToList();
        var parts = cuts.Zip(cuts.Skip(1), (start, next) =>
        {
            var open = amountMinor - settled.Where(one => one.On < start).Sum(one => one.Minor);
            var (rate, days) = (known.FindLast(its => its.From <= start)!, next.DayNumber - start.DayNumber);
            return new InterestPart(start, days, open, rate.Percent, (long)Math.Round(open * rate.Percent / 100 * days / YearOf(country, start.Year), 0, MidpointRounding.AwayFromZero));
        }).Where(part => part.OpenMinor > 0).ToList();
        return new(parts.Sum(part => part.Minor), parts, null);
    }

    /// <summary>Poland counts 365 days in every year.</summary>
    private static int YearOf(string country, int year) => country != "PL" && DateTime.IsLeapYear(year) ? 366 : 365;
}

public sealed record InterestPart(DateOnly From, int Days, long OpenMinor, decimal Percent, long Minor);

namespace Trichter.Insight.Learning;

/// <summary>
/// Columns that are the calendar in disguise (metrics 4.4): more than 90 % of their variance lies between months. They make a shuffled
/// validation look good and know nothing of the next month.
/// </summary>
public static class CalendarInDisguise
{
    private const double Limit = .9;

    public static bool Is(Field field, IReadOnlyList<int> months) => field.Numbers is not null && ShareBetween(field, months) > Limit;

    /// <summary>The part of the variance of a field of numbers that lies between months.</summary>
    public static double ShareBetween(Field field, IReadOnlyList<int> months)
    {
        var known = Enumerable.Range(0, field.Count).Where(row => field.Numbers![row] is not null).Select(row => (Month: months[row], Number: field.Numbers![row]!.Value)).ToList();
        if (known.Count == 0) return 0;

        var mean = known.Average(one => one.Number);
        var all = known.Sum(one => Math.Pow(one.Number - mean, 2));
        return all < 1e-12 ? 0 : known.GroupBy(one => one.Month).Sum(month => month.Count() * Math.Pow(month.Average(one => one.Number) - mean, 2)) / all;
    }
}

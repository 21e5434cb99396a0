using Trichter.Insight.Metrics;

namespace Trichter.Insight.Targets;

/// <summary>What targets say of a period that none of them names.</summary>
public static class TargetOfPeriod
{
    /// <summary>
    /// That for exactly these days; else, of whole months, the part of the shortest target around them, or the sum of what is said of each month. Sums are
    /// spread evenly over months, to the hundredth; shares and days hold for every part of their period and are not added up.
    /// </summary>
    /// <param name="targets">Of one metric and the same people.</param>
    /// <returns>As the metric counts (<see cref="Target.ValueAs"/>); null where they say nothing.</returns>
    public static double? Of(IReadOnlyCollection<Target> targets, MetricUnit unit, DateOnly from, DateOnly to)
    {
        if (targets.FirstOrDefault(its => its.FromDay == from && its.ToDay == to) is { } exact) return exact.ValueAs(unit);

        var (isSum, months) = (unit is MetricUnit.Money or MetricUnit.Count, MonthsOf(from, to));
        if (months == 0) return null;
        if (targets.Where(its => its.FromDay <= from && to <= its.ToDay && MonthsOf(its.FromDay, its.ToDay) > 0).MinBy(its => its.ToDay.DayNumber - its.FromDay.DayNumber) is { } around)
            return isSum ? Part(around, MonthsOf(around.FromDay, to), unit) - Part(around, MonthsOf(around.FromDay, to) - months, unit) : around.ValueAs(unit);
        if (!isSum || months == 1) return null;

        var parts = Enumerable.Range(0, months).Select(month => from.AddMonths(month)).Select(first => Of(targets, unit, first, first.AddMonths(1).AddDays(-1))).ToList();
        return parts.Contains(null) ? null : parts.Sum();
    }

    /// <summary>What the first so many months of a target add up to.</summary>
    private static double Part(Target target, int months, MetricUnit unit) =>
        (double)Math.Round((decimal)target.Amount * months / MonthsOf(target.FromDay, target.ToDay), MidpointRounding.AwayFromZero) / (unit == MetricUnit.Money ? 1 : 100);

    /// <returns>0 for days that are no whole months.</returns>
    private static int MonthsOf(DateOnly from, DateOnly to) =>
        from.Day == 1 && to.Day == DateTime.DaysInMonth(to.Year, to.Month) && to > from ? (to.Year - from.Year) * 12 + to.Month - from.Month + 1 : 0;
}

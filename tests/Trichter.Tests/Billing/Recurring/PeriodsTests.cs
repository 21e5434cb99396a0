using Trichter.Billing.Recurring;
using Trichter.Offers.Products;
using Trichter.Orders;

namespace Trichter.Tests.Billing.Recurring;

/// <summary>Time cut into periods (O8): no day twice, no day left out, both ends counted.</summary>
[Trait("Database", "any")]
public sealed class PeriodsTests
{
    [Fact]
    public void A_month_begun_in_its_middle_is_billed_by_its_days_both_ends_counted()
    {
        var line = Line(new DateOnly(2026, 1, 15), Interval.Month, byCalendar: true);
        var january = Cut(line, new DateOnly(2026, 3, 1))[0];
        Assert.Equal(new Period(new(2026, 1, 15), new(2026, 1, 31), 31), january);
        Assert.Equal(17, january.Days);
        Assert.Equal(170.00m, Assert.Single(PlanRecurring.ChargesOf(line, Rent(310, 1), january)).Price);
        Assert.Equal(54.84m, Assert.Single(PlanRecurring.ChargesOf(line, Rent(100, 1), january)).Price);
        Assert.Equal(54.83871m, Assert.Single(PlanRecurring.ChargesOf(line, Rent(100, 3), january)).Price);
    }

    [Fact]
    public void A_price_per_day_is_billed_by_the_month_and_a_raise_holds_from_the_first_period_that_begins_after_it()
    {
        var days = Line(new DateOnly(2026, 2, 10), Interval.Month, byCalendar: true);
        Assert.Equal((19, 45m), Assert.Single(PlanRecurring.ChargesOf(days, Rent(45, 1, Interval.Day), Cut(days, new DateOnly(2026, 2, 28))[0])) is var all ? (all.Count, all.Price) : default);

        var quarter = Line(new DateOnly(2026, 1, 1), Interval.Quarter, byCalendar: true);
        quarter.Increases = [new(new(2026, 2, 15), 3, "VPI"), new(new(2027, 1, 1), 2, "VPI")];
        Assert.Equal([(2, 100m), (1, 103m)], PlanRecurring.ChargesOf(quarter, Rent(100, 1), Cut(quarter, new DateOnly(2026, 3, 1))[0]).Select(charge => (charge.Count, charge.Price)));
        Assert.Equal(105.06m, quarter.PriceOn(100, new DateOnly(2027, 1, 1)));
    }

    [Fact]
    public void Whatever_begins_when_and_ends_when_every_day_is_in_one_period_and_only_in_one()
    {
        var chance = new Random(8);
        for (var round = 0; round < 400; round++)
        {
            var line = Line(new DateOnly(2024, 1, 1).AddDays(chance.Next(900)), (Interval)chance.Next(1, 6), chance.Next(2) == 0);
            var end = line.StartsOn.AddDays(chance.Next(800));
            line.End(line.StartsOn, "Petry", end);
            var periods = Cut(line, DateOnly.MaxValue.AddYears(-10));
            Assert.Equal((line.StartsOn, end), (periods[0].From, periods[^1].To));
            Assert.All(periods.Skip(1).Zip(periods), pair => Assert.Equal(pair.Second.To.AddDays(1), pair.First.From));
            Assert.All(periods, period => Assert.InRange(period.Days, 1, period.Whole));
            Assert.All(periods, period => Assert.Equal(period.Days, Periods.Within(line, Interval.Day, period).Count()));
        }
    }

    [Fact]
    public void It_is_bound_by_the_longer_of_notice_and_minimum_term()
    {
        var line = Line(new DateOnly(2026, 1, 31), Interval.Month, byCalendar: false);
        (line.Notice, line.NoticeUnit) = (3, NoticeUnit.Months);
        Assert.Equal(new DateOnly(2027, 1, 30), line.EarliestEnd(new DateOnly(2026, 3, 2), Interval.Month, 12));
        Assert.Equal(new DateOnly(2027, 2, 28), line.EarliestEnd(new DateOnly(2026, 11, 30), Interval.Month, 12));
        Assert.Equal([new DateOnly(2026, 1, 31), new DateOnly(2026, 2, 28), new DateOnly(2026, 3, 31)], Cut(line, new DateOnly(2026, 4, 1)).Select(period => period.From));
    }

    private static List<Period> Cut(RecurringLine line, DateOnly until) => [.. Periods.Of(line.StartsOn, line.EndsOn, line.BillEvery, line.ByCalendar, until)];

    private static RecurringLine Line(DateOnly from, Interval every, bool byCalendar) =>
        new() { OrderId = Guid.Empty, DealId = Guid.Empty, LineKey = Guid.Empty, StartsOn = from, BillEvery = every, ByCalendar = byCalendar };

    private static OrderLine Rent(decimal price, decimal quantity, Interval interval = Interval.Month) =>
        new() { OrderId = Guid.Empty, DealId = Guid.Empty, Key = Guid.Empty, Price = price, Quantity = quantity, Interval = interval };
}

using Trichter.Billing.Dunning;

namespace Trichter.Tests.Billing;

/// <summary>Interest and default, counted by hand (O84, O85, O87).</summary>
public sealed class InterestTests
{
    private static readonly InterestRate[] German = [new("DE", false, 10.27m, new DateOnly(2025, 7, 1), "Bundesbank"), new("DE", false, 10.50m, new DateOnly(2026, 1, 1), "Bundesbank")];

    [Fact]
    public void O85_each_period_of_a_rate_is_rounded_for_itself()
    {
        var interest = Interest.Of(4_181_40, [], new DateOnly(2025, 12, 5), new DateOnly(2026, 1, 31), "DE", false, German);
        Assert.Equal([(27, 31_77L), (31, 37_29L)], interest.Parts.Select(part => (part.Days, part.Minor)));
        Assert.Equal(69_06, interest.Minor);
    }

    [Fact]
    public void O85_what_was_paid_bears_interest_until_its_day_and_a_leap_year_has_366_days_in_Germany_and_365_in_Poland()
    {
        var paid = Interest.Of(10_000_00, [(new DateOnly(2026, 3, 10), 4_000_00)], new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 20), "DE", false, German);
        Assert.Equal([(10, 10_000_00L, 28_77L), (10, 6_000_00L, 17_26L)], paid.Parts.Select(part => (part.Days, part.OpenMinor, part.Minor)));

        static long Leap(string country) => Interest.Of(100_000_00, [], new DateOnly(2028, 2, 1), new DateOnly(2028, 3, 1), country, false, [new(country, false, 10, new DateOnly(2028, 1, 1), "x")]).Minor;
        Assert.Equal((819_67L, 821_92L), (Leap("DE"), Leap("PL")));
    }

    [Fact]
    public void O85_without_a_rate_for_the_first_day_there_is_no_interest_and_it_says_so()
    {
        var interest = Interest.Of(4_181_40, [], new DateOnly(2025, 6, 30), new DateOnly(2026, 1, 31), "DE", false, German);
        Assert.Equal((0L, "No rate of interest is entered for {0}."), (interest.Minor, interest.Missing!.Key));
        Assert.NotNull(Interest.Of(4_181_40, [], new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31), "DE", isConsumer: true, German).Missing);
    }

    [Fact]
    public void O84_default_begins_after_an_agreed_day_else_after_a_reminder_else_after_thirty_days_and_in_Poland_after_the_due_day()
    {
        var due = new DateOnly(2026, 3, 16);
        Assert.Equal(new DateOnly(2026, 3, 17), DefaultDay.Of("DE", due, isAgreed: true, null, isConsumer: false));
        Assert.Equal(new DateOnly(2026, 3, 21), DefaultDay.Of("DE", due, isAgreed: false, new DateOnly(2026, 3, 20), isConsumer: false));
        Assert.Equal(new DateOnly(2026, 4, 16), DefaultDay.Of("DE", due, isAgreed: false, null, isConsumer: false));
        Assert.Null(DefaultDay.Of("DE", due, isAgreed: false, null, isConsumer: true));
        Assert.Equal(new DateOnly(2026, 3, 17), DefaultDay.Of("PL", due, isAgreed: false, null, isConsumer: true));
    }

    [Fact]
    public void O87_the_lump_sum_is_that_of_the_greatest_claim_not_above_the_invoice()
    {
        var rules = new DunningRules { LumpSums = [new("PL", 0, 40_00, "EUR"), new("PL", 5_000_01, 70_00, "EUR"), new("PL", 50_000_00, 100_00, "EUR")] };
        Assert.Equal([40_00L, 70_00L, 100_00L], new[] { 5_000_00L, 49_999_99L, 50_000_00L }.Select(claim => rules.LumpSumOf("PL", claim)!.AmountMinor));
        Assert.Null(rules.LumpSumOf("DE", 100));
    }
}

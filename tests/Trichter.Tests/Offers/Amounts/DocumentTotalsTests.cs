using Trichter.Offers.Amounts;

namespace Trichter.Tests.Offers.Amounts;

/// <summary>The worked examples of the rules of offer to cash, to the cent.</summary>
public sealed class DocumentTotalsTests
{
    private static readonly VatGroup ReverseCharge = new(VatCategory.AE, 0);

    [Fact]
    public void E1_two_rates_with_discounts_freight_and_two_percent_off_the_whole()
    {
        var totals = DocumentTotals.Of(
            [new(3, 1249.90m, VatGroup.De19, Reduction.Discount(7.5m)), new PricedLine(250, 4.35m, 100, VatGroup.De19, []), new(5, 12.49m, VatGroup.De7)],
            Reduction.Discount(2), [new DocumentCharge(49_00, VatGroup.De19)]);

        Assert.Equal([3468_47, 10_88, 62_45], totals.LineNets);
        Assert.Equal((3541_80, 70_84, 49_00, 3519_96), (totals.Lines, totals.Discounts, totals.Charges, totals.Net));
        Assert.Equal([(69_59, 3458_76, 657_16), (1_25, 61_20, 4_28)], totals.Groups.Select(group => (group.Discounts, group.Base, group.Tax)));
        Assert.Equal(4181_40, totals.Gross);
    }

    [Fact]
    public void E2_to_E7_small_amounts_a_quantity_below_zero_and_what_is_not_taxed()
    {
        Assert.Equal((885_00, 0, 885_00), Sums(DocumentTotals.Of([new(7.5m, 118, ReverseCharge)])));
        Assert.Equal((14_000_00, 2660_00, 16_660_00), Sums(DocumentTotals.Of([new(1, 20_000, VatGroup.De19), new(-1, 6000, VatGroup.De19)])));

        var small = DocumentTotals.Of([new(3, .335m, VatGroup.De19), new(-1, .335m, VatGroup.De19)]);
        Assert.Equal([101, -34], small.LineNets);
        Assert.Equal((67, 13, 80), Sums(small));
        Assert.Equal((1156_16, 219_67, 1375_83), Sums(DocumentTotals.Of([new(1, 1249.90m, VatGroup.De19, Reduction.Discount(7.5m))])));
    }

    [Fact]
    public void G1_gross_prices_keep_what_was_promised_and_the_tax_is_taken_out_of_the_sum()
    {
        var totals = DocumentTotals.OfGrossPrices([new(3, 9.99m, VatGroup.De19)]);
        Assert.Equal((25_18, 4_79, 29_97), Sums(totals));
        Assert.Equal([25_18L], totals.LineNets);

        var reduced = DocumentTotals.OfGrossPrices([new(3, 9.99m, VatGroup.De19), new(1, 10, VatGroup.De7)], Reduction.Discount(10));
        Assert.Equal(26_97 + 9_00, reduced.Gross);
        Assert.Equal(reduced.Net, reduced.Lines - reduced.Discounts);
    }

    [Fact]
    public void A_discount_in_money_is_split_over_the_rates_and_leftover_cents_go_to_the_largest_fraction()
    {
        Assert.Equal([98_24L, 1_76], Apportion.Over(100_00, [3479_35, 62_45]));
        Assert.Equal([-98_24L, -1_76], Apportion.Over(-100_00, [3479_35, 62_45]));
        Assert.Equal([7L, 0], Apportion.Over(7, [0, 0]));
        Assert.Equal([1037_63L, 1383_50, 1037_63], Apportion.InPercent(3458_76, [30, 40, 30]));
    }

    [Fact]
    public void Several_reductions_are_taken_one_after_the_other_and_each_keeps_its_base()
    {
        var line = LineAmounts.Of(new PricedLine(10, 100, VatGroup.Pl23, Reduction.Discount(10), Reduction.DiscountOf(50_00), Reduction.Charge(12_34)));
        Assert.Equal((1000_00, 862_34), (line.Gross, line.Net));
        Assert.Equal([1000_00L, 900_00, 850_00], line.Steps.Select(step => step.Base));
    }

    [Theory]
    [InlineData("1.005", 101)]
    [InlineData("-1.005", -101)]
    [InlineData("2.344999", 234)]
    public void Half_a_cent_is_rounded_away_from_zero(string amount, long minor) =>
        Assert.Equal(minor, Round.ToMinor(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));

    private static (long Net, long Vat, long Gross) Sums(DocumentTotals totals) => (totals.Net, totals.Vat, totals.Gross);
}

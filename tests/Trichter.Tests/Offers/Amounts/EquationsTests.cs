using FsCheck;
using FsCheck.Fluent;
using Trichter.Offers.Amounts;

namespace Trichter.Tests.Offers.Amounts;

/// <summary>The equations of EN 16931 hold for any lines, not only for the examples.</summary>
public sealed class EquationsTests
{
    private static readonly VatGroup[] Groups = [VatGroup.De19, VatGroup.De7, VatGroup.Pl23, VatGroup.Pl8, new(VatCategory.S, 5), new(VatCategory.K, 0), new(VatCategory.E, 0)];

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Fact]
    public void Totals_and_tax_breakdown_add_up_to_the_cent() =>
        Prop.ForAll(AnyDocument().ToArbitrary(), document =>
        {
            var totals = DocumentTotals.Of(document.Lines, document.Discount, document.Charges);
            return totals.Lines == totals.LineNets.Sum()
                && totals.Net == totals.Lines - totals.Discounts + totals.Charges
                && totals.Gross == totals.Net + totals.Vat
                && totals.Vat == totals.Groups.Sum(group => group.Tax)
                && totals.Net == totals.Groups.Sum(group => group.Base)
                && totals.Groups.Select(group => group.Vat).Distinct().Count() == totals.Groups.Count
                && totals.Groups.All(group => group.Base == group.Lines - group.Discounts + group.Charges && group.Tax == Round.Percent(group.Base, group.Vat.Rate));
        }).Check(Often);

    [Fact]
    public void A_discount_in_money_is_given_exactly_whatever_the_rates() =>
        Prop.ForAll(AnyDocument().ToArbitrary(), document =>
            document.Discount is not { Percent: null, Minor: var minor } || DocumentTotals.Of(document.Lines, document.Discount).Discounts == minor).Check(Often);

    [Fact]
    public void Gross_prices_are_kept_to_the_cent_and_the_tax_is_off_by_no_more_than_one() =>
        Prop.ForAll(AnyDocument().ToArbitrary(), document =>
        {
            var totals = DocumentTotals.OfGrossPrices(document.Lines);
            return totals.Gross == document.Lines.Sum(line => LineAmounts.Of(line).Net)
                && totals.Lines == totals.LineNets.Sum() && totals.Net == totals.Lines
                && totals.Groups.All(group => Math.Abs(group.Tax - Round.Percent(group.Base, group.Vat.Rate)) <= 1);
        }).Check(Often);

    [Fact]
    public void What_each_line_has_of_the_net_adds_up_to_it() =>
        Prop.ForAll(AnyDocument().ToArbitrary(), document =>
        {
            var (net, gross) = (DocumentTotals.Of(document.Lines, document.Discount, document.Charges), DocumentTotals.OfGrossPrices(document.Lines, document.Discount));
            return net.Shares(document.Lines).Sum() == net.Net - net.Charges && gross.Shares(document.Lines).Sum() == gross.Net;
        }).Check(Often);

    [Fact]
    public void What_is_split_adds_up_again_and_no_part_is_off_by_a_cent_or_more() =>
        Prop.ForAll(Parts().ToArbitrary(), split =>
        {
            var parts = Apportion.Over(split.Total, split.Weights);
            var sum = split.Weights.Sum();
            return parts.Sum() == split.Total
                && (sum == 0 || parts.Zip(split.Weights, (part, weight) => Math.Abs(part - split.Total * (decimal)weight / sum)).All(off => off < 1));
        }).Check(Often);

    private static Gen<(long Total, long[] Weights)> Parts() =>
        from total in Gen.Choose(-1_000_000, 1_000_000)
        from weights in Gen.Choose(0, 5_000_000).Select(weight => (long)weight).NonEmptyListOf()
        select ((long)total, weights.ToArray());

    private static Gen<AnyLines> AnyDocument() =>
        from lines in AnyLine().NonEmptyListOf()
        from discount in AnyReduction()
        from charges in (from minor in Gen.Choose(0, 500_00) from vat in Gen.Elements(Groups) select new DocumentCharge(minor, vat)).ListOf()
        select new AnyLines([.. lines], discount, [.. charges]);

    private static Gen<PricedLine> AnyLine() =>
        from quantity in Gen.Choose(-20_000, 2_000_000)
        from price in Gen.Choose(0, 2_000_000_000)
        from basis in Gen.Elements(1m, 1m, 1m, 100m, 1000m)
        from vat in Gen.Elements(Groups)
        from reduction in AnyReduction()
        select new PricedLine(quantity / 1000m, price / 1_000_000m, basis, vat, reduction is { } one && quantity > 0 ? [one] : []);

    private static Gen<Reduction?> AnyReduction() => Gen.OneOf(
        Gen.Constant<Reduction?>(null),
        Gen.Choose(0, 10_000).Select(hundredths => (Reduction?)Reduction.Discount(hundredths / 100m)),
        Gen.Choose(0, 100_00).Select(minor => (Reduction?)Reduction.DiscountOf(minor)));

    private sealed record AnyLines(IReadOnlyList<PricedLine> Lines, Reduction? Discount, IReadOnlyList<DocumentCharge> Charges);
}

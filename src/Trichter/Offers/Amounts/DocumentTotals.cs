namespace Trichter.Offers.Amounts;

/// <summary>What a whole document comes to, in minor units, so that it holds the equations of EN 16931 to the cent (O13 to O19).</summary>
/// <param name="LineNets">BT-131 of each line, in their order.</param>
/// <param name="Lines">BT-106: their sum.</param>
/// <param name="Discounts">BT-107.</param>
/// <param name="Charges">BT-108.</param>
/// <param name="Net">BT-109 = 106 − 107 + 108.</param>
/// <param name="Vat">BT-110: the sum over the groups.</param>
/// <param name="Gross">BT-112 = 109 + 110.</param>
/// <param name="Groups">One per category and rate, in the order in which they occur.</param>
public sealed record DocumentTotals(
    IReadOnlyList<long> LineNets, long Lines, long Discounts, long Charges, long Net, long Vat, long Gross, IReadOnlyList<VatAmounts> Groups)
{
    /// <param name="discount">Of the whole document; a share is taken of each group, an amount is split over the groups.</param>
    /// <param name="charges">Of the whole document, each with its own tax, such as freight.</param>
    public static DocumentTotals Of(IReadOnlyList<PricedLine> lines, Reduction? discount = null, IReadOnlyList<DocumentCharge>? charges = null)
    {
        var nets = lines.Select(line => LineAmounts.Of(line).Net).ToList();
        var groups = lines.Select(line => line.Vat).Concat((charges ?? []).Select(charge => charge.Vat)).Distinct().ToList();
        var sums = groups.Select(vat => lines.Zip(nets).Where(its => its.First.Vat == vat).Sum(its => its.Second)).ToList();
        var bases = groups.Select(vat => lines.Zip(nets).Where(its => its.First.Vat == vat && !its.First.IsReduced).Sum(its => its.Second)).ToList();
        var discounts = DiscountOver(bases, discount);

        return Of(nets, [.. groups.Select((vat, index) =>
        {
            var added = (charges ?? []).Where(charge => charge.Vat == vat).Sum(charge => charge.Minor);
            var left = sums[index] - discounts[index] + added;
            return new VatAmounts(vat, sums[index], bases[index], discounts[index], added, left, Round.Percent(left, vat.Rate));
        })]);
    }

    /// <summary>The prices contain the tax: per group the tax is taken out of the sum, and the net is spread over the lines (O19). A discount is one of the gross amounts.</summary>
    public static DocumentTotals OfGrossPrices(IReadOnlyList<PricedLine> lines, Reduction? discount = null)
    {
        var gross = lines.Select(line => LineAmounts.Of(line).Net).ToList();
        var nets = new long[lines.Count];
        var groups = lines.Select((line, index) => (line.Vat, Index: index)).GroupBy(its => its.Vat, its => its.Index).Select(group => (Vat: group.Key, Indexes: group.ToList())).ToList();
        var sums = groups.Select(group => group.Indexes.Sum(index => gross[index])).ToList();
        var discounts = DiscountOver([.. groups.Select(group => group.Indexes.Where(index => !lines[index].IsReduced).Sum(index => gross[index]))], discount);

        var amounts = new List<VatAmounts>();
        foreach (var ((vat, indexes), sum, off) in groups.Zip(sums, discounts))
        {
            var net = sum - TaxWithin(sum, vat.Rate);
            foreach (var (index, part) in indexes.Zip(Spread(net, [.. indexes.Select(index => gross[index])]))) nets[index] = part;
            var tax = TaxWithin(sum - off, vat.Rate);
            var left = sum - off - tax;
            amounts.Add(new VatAmounts(vat, net, net, net - left, 0, left, tax));
        }

        return Of(nets, amounts);
    }

    /// <summary>What each line has of the net, less its share of the discounts of its tax group: together the net without charges.</summary>
    /// <param name="lines">Those it was made of.</param>
    public IReadOnlyList<long> Shares(IReadOnlyList<PricedLine> lines)
    {
        var shares = LineNets.ToArray();
        foreach (var group in Groups.Where(group => group.Discounts != 0))
        {
            var its = Enumerable.Range(0, lines.Count).Where(index => lines[index].Vat == group.Vat).ToLookup(index => lines[index].IsReduced);
            if (!its[false].Any()) continue;
            var left = group.Base - group.Charges - its[true].Sum(index => LineNets[index]);
            foreach (var (index, part) in its[false].Zip(Spread(left, [.. its[false].Select(index => LineNets[index])]))) shares[index] = part;
        }

        return shares;
    }

    /// <summary>The tax contained in a gross amount: R(gross × rate ÷ (100 + rate)).</summary>
    public static long TaxWithin(long gross, decimal rate) => (long)Math.Round(gross * rate / (100 + rate), 0, MidpointRounding.AwayFromZero);

    private static DocumentTotals Of(IReadOnlyList<long> nets, IReadOnlyList<VatAmounts> groups)
    {
        var (net, tax) = (groups.Sum(group => group.Base), groups.Sum(group => group.Tax));
        return new DocumentTotals(nets, nets.Sum(), groups.Sum(group => group.Discounts), groups.Sum(group => group.Charges), net, tax, net + tax, groups);
    }

    private static long[] DiscountOver(List<long> sums, Reduction? discount) => discount switch
    {
        null => new long[sums.Count],
        { Percent: { } percent } => [.. sums.Select(sum => Round.Percent(sum, percent))],
        _ => sums.Count == 0 ? [] : Apportion.Over(discount.Minor, [.. sums.Select(sum => Math.Max(sum, 0))]),
    };

    /// <summary>Lines that take away get their share of the others' sum by rounding; the largest line takes what is left.</summary>
    private static long[] Spread(long net, IReadOnlyList<long> gross)
    {
        if (gross.All(line => line >= 0)) return Apportion.Over(net, gross);

        var sum = gross.Sum();
        var parts = gross.Select(line => sum == 0 ? 0 : (long)Math.Round(net * (decimal)line / sum, 0, MidpointRounding.AwayFromZero)).ToArray();
        var largest = Enumerable.Range(0, gross.Count).MaxBy(index => Math.Abs(gross[index]));
        parts[largest] += net - parts.Sum();
        return parts;
    }
}

/// <summary>A charge on the whole document, such as freight.</summary>
public sealed record DocumentCharge(long Minor, VatGroup Vat);

/// <summary>One group of the tax breakdown.</summary>
/// <param name="Reducible">Of the lines, what the discount on the whole is taken from.</param>
/// <param name="Base">BT-116: lines − discounts + charges.</param>
/// <param name="Tax">BT-117: R(base × rate ÷ 100), once for the whole group (O16).</param>
public sealed record VatAmounts(VatGroup Vat, long Lines, long Reducible, long Discounts, long Charges, long Base, long Tax);

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>The lines that a correction touches, before and after it, as FA(3) wants them (KOR): what differs is what the correction comes to.</summary>
/// <param name="Before">As they were, less what earlier corrections took off.</param>
/// <param name="After">As they are now.</param>
public sealed record KorLines(Several<ELine> Before, Several<ELine> After)
{
    /// <param name="original">The invoice that is corrected.</param>
    /// <param name="earlier">What corrections that were issued before took, by the place of the line in <see cref="Flat"/>.</param>
    /// <param name="now">What this one takes.</param>
    public static KorLines Of(EInvoice original, IReadOnlyList<IReadOnlyDictionary<int, KorTaken>> earlier, IReadOnlyDictionary<int, KorTaken> now)
    {
        var whole = Flat(original);
        var (before, after) = (new List<ELine>(), new List<ELine>());
        foreach (var (line, at) in whole.Select((line, at) => (line, at)))
        {
            if (!now.TryGetValue(at, out var taken)) continue;
            var was = earlier.Select(credit => credit.GetValueOrDefault(at)).OfType<KorTaken>().Aggregate(line, Less);
            before.Add(was);
            after.Add(Less(was, taken));
        }

        return new([.. before], [.. after]);
    }

    /// <summary>The lines, each with its share of what is taken off the whole, then what is added to the whole.</summary>
    internal static List<ELine> Flat(EInvoice invoice) =>
        Fa3Lines.WithoutDocumentLevel(invoice).ConvertAll(one => one.Line with { Net = (one.Line.Net ?? 0) - one.Share, Allowances = Off(one.Line, (one.Line.Net ?? 0) - one.Share, one.Line.Quantity ?? 0), Charges = [] });

    private static ELine Less(ELine line, KorTaken taken)
    {
        var (quantity, net) = ((line.Quantity ?? 0) - taken.Quantity, (line.Net ?? 0) - taken.Net);
        return line with { Quantity = quantity, Net = net, Allowances = Off(line, net, quantity) };
    }

    /// <summary>What quantity times price is more than the amount.</summary>
    private static Several<EAllowance> Off(ELine line, decimal net, decimal quantity)
    {
        var off = Math.Round(quantity * (line.Price ?? 0) / (line.BaseQuantity is null or 0 ? 1 : line.BaseQuantity.Value), 2, MidpointRounding.AwayFromZero) - net;
        return off == 0 ? [] : [new EAllowance { Amount = off }];
    }
}

/// <summary>What is taken from a line: of its quantity, none for an amount only, and of its net amount.</summary>
public sealed record KorTaken(decimal Quantity, decimal Net);

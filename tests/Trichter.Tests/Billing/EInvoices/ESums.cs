using Trichter.Billing.EInvoices;

namespace Trichter.Tests.Billing.EInvoices;

/// <summary>The sums of an invoice, in decimal arithmetic, a half rounded away from zero, VAT per group and never per line.</summary>
internal static class ESums
{
    /// <summary>The invoice with everything that follows from quantities, prices, allowances and charges: nets, VAT groups and totals.
    /// Reasons why no VAT is charged are kept; <paramref name="vatRate"/> turns VAT into the currency it is accounted in.</summary>
    public static EInvoice WithTotals(this EInvoice invoice, decimal? vatRate = null)
    {
        var lines = invoice.Lines.Select(WithNet).ToList();
        var groups = Groups(invoice, lines);
        var (sum, less, more) = (lines.Sum(line => line.Net), invoice.Allowances.Sum(one => one.Amount), invoice.Charges.Sum(one => one.Amount));
        var (net, vat) = (sum - less + more, groups.Sum(group => group.Tax));
        var (paid, rounding) = (invoice.Totals?.Paid, invoice.Totals?.Rounding);

        return invoice with
        {
            Lines = [.. lines],
            VatGroups = [.. groups],
            Vat = vat,
            VatInVatCurrency = vatRate is { } rate ? Round(vat!.Value * rate) : invoice.VatInVatCurrency,
            Totals = new()
            {
                Lines = sum,
                Allowances = invoice.Allowances.Count > 0 ? less : null,
                Charges = invoice.Charges.Count > 0 ? more : null,
                Net = net,
                Gross = net + vat,
                Paid = paid,
                Rounding = rounding,
                Due = net + vat - (paid ?? 0) + (rounding ?? 0),
            },
        };
    }

    internal static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>A line with its net; percentages are taken one after another, of what is left, and keep their base.</summary>
    private static ELine WithNet(ELine line)
    {
        var gross = Round((line.Quantity ?? 0) * (line.Price ?? 0) / (line.BaseQuantity ?? 1));
        var left = gross;
        var allowances = line.Allowances.Select(allowance => WithAmount(allowance, left, amount => left -= amount)).ToList();
        var charges = line.Charges.Select(charge => WithAmount(charge, left, amount => left += amount)).ToList();

        return line with { Allowances = [.. allowances], Charges = [.. charges], Net = left };
    }

    private static EAllowance WithAmount(EAllowance allowance, decimal left, Action<decimal> apply)
    {
        var full = allowance is { Percent: { } percent, Amount: null } ? allowance with { Base = allowance.Base ?? left, Amount = Round((allowance.Base ?? left) * percent / 100) } : allowance;
        apply(full.Amount ?? 0);
        return full;
    }

    private static List<EVatGroup> Groups(EInvoice invoice, List<ELine> lines)
    {
        var parts = lines.Select(line => (line.VatCategory, line.VatRate, Amount: line.Net ?? 0))
            .Concat(invoice.Allowances.Select(allowance => (allowance.VatCategory, allowance.VatRate, Amount: -(allowance.Amount ?? 0))))
            .Concat(invoice.Charges.Select(charge => (charge.VatCategory, charge.VatRate, Amount: charge.Amount ?? 0)));

        return [.. parts.GroupBy(part => (part.VatCategory, part.VatRate)).Select(group =>
        {
            var taxable = group.Sum(part => part.Amount);
            var before = invoice.VatGroups.FirstOrDefault(known => known.Category == group.Key.VatCategory);
            return new EVatGroup
            {
                Category = group.Key.VatCategory,
                Rate = group.Key.VatRate ?? 0,
                Taxable = taxable,
                Tax = Round(taxable * (group.Key.VatRate ?? 0) / 100),
                Reason = before?.Reason,
                ReasonCode = before?.ReasonCode,
            };
        })];
    }
}

using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;

namespace Trichter.Billing.Invoices;

/// <summary>The sums of an invoice; every line of it counts.</summary>
internal static class InvoiceTotals
{
    /// <param name="isTurned">What is below zero counts above it, as a credit note says it.</param>
    public static DocumentTotals Of(DocumentHead head, IReadOnlyList<InvoiceLine> lines, bool isTurned = false)
    {
        var discount = head.DiscountPercent is { } percent ? Reduction.Discount(percent) : null;
        var priced = Priced(lines, isTurned);
        return head.IsGross ? DocumentTotals.OfGrossPrices(priced, discount)
            : DocumentTotals.Of(priced, discount, head.FreightMinor == 0 ? [] : [new DocumentCharge(isTurned ? -head.FreightMinor : head.FreightMinor, head.FreightVat)]);
    }

    /// <summary>Adds an invoice up: its own sums, and what each line has of the net.</summary>
    public static void AddUp(this Invoice invoice, IReadOnlyList<InvoiceLine> lines)
    {
        var totals = Of(invoice, lines);
        invoice.Take(totals);
        foreach (var (line, share) in lines.Zip(totals.Shares(Priced(lines)))) line.NetMinor = share;
    }

    private static List<PricedLine> Priced(IReadOnlyList<InvoiceLine> lines, bool isTurned = false) =>
        [.. lines.Select(line => line.Priced with { Quantity = isTurned ? -line.Quantity : line.Quantity, IsReduced = line.DownPaymentId is not null })];
}

using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;

namespace Trichter.Billing.Invoices;

/// <summary>The sums of an invoice; every line of it counts.</summary>
internal static class InvoiceTotals
{
    public static DocumentTotals Of(DocumentHead head, IReadOnlyList<InvoiceLine> lines)
    {
        var discount = head.DiscountPercent is { } percent ? Reduction.Discount(percent) : null;
        var priced = lines.Select(line => line.Priced with { IsReduced = line.DownPaymentId is not null }).ToList();
        return head.IsGross ? DocumentTotals.OfGrossPrices(priced, discount)
            : DocumentTotals.Of(priced, discount, head.FreightMinor == 0 ? [] : [new DocumentCharge(head.FreightMinor, head.FreightVat)]);
    }
}

using System.Globalization;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Platform.Language;

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

/// <summary>Words that are written into a document, in its language.</summary>
internal static class InvoiceWords
{
    public static Texts In(string language)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var texts = new Texts();
        texts.Speak(Languages.All.Contains(language) ? language : "en", TimeZoneInfo.Utc);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        return texts;
    }
}

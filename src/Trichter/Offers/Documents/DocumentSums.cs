using Trichter.Offers.Amounts;
using Trichter.Offers.Vat;
using Trichter.Platform.Language;

namespace Trichter.Offers.Documents;

/// <summary>The sums below the lines of a document, in the words of whoever reads them; margins only for who may see them.</summary>
internal sealed record DocumentSums(string Label, string Amount, bool IsMain)
{
    /// <param name="inside">With costs and margin: for us, never for a customer.</param>
    public static IEnumerable<DocumentSums> Of(DocumentHead head, ContractTotals totals, bool inside, Texts texts)
    {
        string Money(long minor) => DocumentMoney.Of(minor, head.Currency, texts);
        var once = totals.Once;
        if (once.Discounts != 0)
        {
            yield return new(texts["Sum of the lines"], Money(once.Lines), false);
            yield return new(head.DiscountPercent is { } percent ? texts["{0} % discount", Micros.Write(percent, texts.Culture)] : texts["Discount"], Money(-once.Discounts), false);
        }

        if (once.Charges != 0) yield return new(texts["Freight"], Money(once.Charges), false);
        yield return new(texts["Net amount"], Money(once.Net), false);
        foreach (var group in once.Groups)
            yield return new(group.Vat.Category == VatCategory.S ? texts["{0} VAT on {1}", VatWords.Of(group.Vat, texts), Money(group.Base)] : texts["{0}: {1}", VatWords.Of(group.Vat, texts), Money(group.Base)], Money(group.Tax), false);
        yield return new(texts["Total amount"], Money(once.Gross), true);

        foreach (var again in totals.Recurring)
        {
            yield return new(texts["{0}, net, at least {1} times", texts.Of(again.Interval), again.Periods], Money(again.Totals.Net), false);
            yield return new(texts["{0}, with VAT", texts.Of(again.Interval)], Money(again.Totals.Gross), true);
        }

        if (totals.Recurring.Count > 0) yield return new(texts["Value of the contract, net"], Money(totals.ContractMinor), true);
        if (!inside || totals.CostMinor is not { } cost) yield break;

        yield return new(texts["Costs"], Money(cost), false);
        yield return new(texts["Margin"], totals.ContractMinor == 0 ? texts["n/a"]
            : $"{Money(totals.ContractMinor - cost)} · {Math.Round((totals.ContractMinor - cost) * 100m / totals.ContractMinor, 1, MidpointRounding.AwayFromZero).ToString("N1", texts.Culture)} %", false);
    }
}

/// <summary>Amounts on documents: always with their cents and the currency's three letters, as invoices name it.</summary>
internal static class DocumentMoney
{
    public static string Of(long minor, string currency, Texts texts) => $"{(minor / 100m).ToString("N2", texts.Culture)} {currency}";
}

using System.Xml.Linq;

namespace Trichter.Billing.EInvoices.Cii;

/// <summary>ZUGFeRD 1 of 2014 says the same as CII D16B with other names for its groups: they are renamed, then read as CII.</summary>
internal static class Zugferd1
{
    public static readonly XName Root = XNamespace.Get("urn:ferd:CrossIndustryDocument:invoice:1p0") + "CrossIndustryDocument";

    private static readonly Dictionary<string, string> Names = new()
    {
        ["CrossIndustryDocument"] = "CrossIndustryInvoice",
        ["SpecifiedExchangedDocumentContext"] = "ExchangedDocumentContext",
        ["HeaderExchangedDocument"] = "ExchangedDocument",
        ["SpecifiedSupplyChainTradeTransaction"] = "SupplyChainTradeTransaction",
        ["ApplicableSupplyChainTradeAgreement"] = "ApplicableHeaderTradeAgreement",
        ["ApplicableSupplyChainTradeDelivery"] = "ApplicableHeaderTradeDelivery",
        ["ApplicableSupplyChainTradeSettlement"] = "ApplicableHeaderTradeSettlement",
        ["SpecifiedSupplyChainTradeAgreement"] = "SpecifiedLineTradeAgreement",
        ["SpecifiedSupplyChainTradeDelivery"] = "SpecifiedLineTradeDelivery",
        ["SpecifiedSupplyChainTradeSettlement"] = "SpecifiedLineTradeSettlement",
        ["ApplicablePercent"] = "RateApplicablePercent",
    };

    public static XElement AsCii(XElement root)
    {
        var copy = new XElement(root);
        foreach (var element in copy.DescendantsAndSelf().ToList())
        {
            element.Name = CiiNames.Ram + NameOf(element);
            if (element.Name.LocalName == "DateTimeString")
                element.Value = element.Value.Trim();
        }

        return copy;
    }

    private static string NameOf(XElement element) => element.Name.LocalName switch
    {
        "SpecifiedTradeSettlementMonetarySummation" => element.Parent?.Name.LocalName == "SpecifiedLineTradeSettlement"
            ? "SpecifiedTradeSettlementLineMonetarySummation"
            : "SpecifiedTradeSettlementHeaderMonetarySummation",
        var name => Names.GetValueOrDefault(name, name),
    };
}

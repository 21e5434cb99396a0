using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Rules.ERule;
using static Trichter.Billing.EInvoices.Rules.StructureRules;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>CII-SR: what EN 16931 allows of the many things CII can say.</summary>
internal static class CiiStructure
{
    private const string Agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement", Settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement";

    private const string Line = "SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem", Sums = "//SpecifiedTradeSettlementHeaderMonetarySummation";

    public static readonly ERule[] All =
    [
        Exactly("CII-SR-009", "ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter"),
        Exactly("CII-SR-010", "ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter/ID"),
        Exactly("CII-SR-014", "ExchangedDocument", "TypeCode"),
        Holds(false, "CII-SR-046", "//SpecifiedTradeProduct", Says("The standard number of the item does not say who gave it (BT-157)."), item => At(item, "GlobalID").All(id => id.Attribute("schemeID") is not null)),
        Exactly("CII-SR-069", "//ApplicableProductCharacteristic", "Description"),
        Exactly("CII-SR-072", "//ApplicableProductCharacteristic", "Value"),
        Exactly("CII-SR-439", Line + "/SpecifiedLineTradeAgreement", "NetPriceProductTradePrice/ChargeAmount"),
        Once("CII-SR-440", "//AppliedTradeAllowanceCharge", "ActualAmount"),
        Once("CII-SR-441", Line + "/SpecifiedLineTradeAgreement", "NetPriceProductTradePrice/ChargeAmount"),
        Once("CII-SR-452", Settlement, "SpecifiedTradePaymentTerms").As(ESeverity.Warning),
        Once("CII-SR-453", Settlement, "SpecifiedTradePaymentTerms/Description").As(ESeverity.Warning),
        Exactly("CII-SR-454", Line + "/SpecifiedLineTradeSettlement", "ApplicableTradeTax").As(ESeverity.Warning),
        Once("CII-SR-455", Agreement, "SellerTradeParty/DefinedTradeContact"),
        Once("CII-SR-456", Agreement, "BuyerTradeParty/DefinedTradeContact"),
        Once("CII-SR-459", Agreement, "SellerTradeParty/URIUniversalCommunication"),
        Once("CII-SR-460", Agreement, "BuyerTradeParty/URIUniversalCommunication"),
        Once("CII-SR-461", Settlement, "ApplicableTradeTax/TaxPointDate"),
        Holds(false, "CII-SR-462", Settlement, Says("More than one tax point code is given (BT-8)."), settlement => Different(settlement, "ApplicableTradeTax/DueDateTypeCode") <= 1),
        Holds(false, "CII-SR-463", "//SpecifiedTradeAllowanceCharge", Says("It is not said whether an amount is taken off or charged."), one => At(one, "ChargeIndicator").Any()),
        Holds(false, "CII-SR-467", Settlement, Says("All ways to pay must have the same code (BT-81)."), settlement => Different(settlement, "SpecifiedTradeSettlementPaymentMeans/TypeCode") <= 1),
        Holds(false, "CII-SR-468", Settlement, Says("The way to pay is described in different ways (BT-82)."), settlement => Different(settlement, "SpecifiedTradeSettlementPaymentMeans/Information") <= 1),
        Once("CII-SR-469", Settlement, "PaymentReference"),
        Holds(false, "CII-SR-470", Settlement + "/SpecifiedTradeSettlementPaymentMeans", Says("A credit transfer needs the account to pay to (BT-84)."), HasAccountIfTransfer),
        Once("CII-SR-472", Settlement + "/SpecifiedTradeAllowanceCharge", "CategoryTradeTax"),
        Once("CII-SR-473", Settlement + "/SpecifiedTradeAllowanceCharge", "ActualAmount"),
        Once("CII-SR-477", Sums, "LineTotalAmount"),
        Once("CII-SR-478", Sums, "ChargeTotalAmount"),
        Once("CII-SR-479", Sums, "AllowanceTotalAmount"),
        Once("CII-SR-480", Sums, "TaxBasisTotalAmount"),
        Once("CII-SR-481", Sums, "RoundingAmount"),
        Once("CII-SR-482", Sums, "GrandTotalAmount"),
        Once("CII-SR-484", Sums, "TotalPrepaidAmount"),
        Once("CII-SR-487", Sums, "DuePayableAmount"),
    ];

    private static ERule Once(string id, string context, string path) => AtMost(false, id, context, path);

    private static ERule Exactly(string id, string context, string path) =>
        Holds(false, id, context, Says("“{0}” must stand exactly once.", path.Split('/')[^1]), element => At(element, path).Count() == 1);

    private static int Different(XElement element, string path) => At(element, path).Select(found => found.Value.Trim()).Distinct().Count();

    private static bool HasAccountIfTransfer(XElement means) => At(means, "TypeCode").All(code => code.Value.Trim() is not ("30" or "58"))
        || At(means, "PayeePartyCreditorFinancialAccount/IBANID").Concat(At(means, "PayeePartyCreditorFinancialAccount/ProprietaryID")).Any();
}

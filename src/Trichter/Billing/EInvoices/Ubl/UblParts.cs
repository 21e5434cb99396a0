using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Files.XmlNumber;
using static Trichter.Billing.EInvoices.Ubl.UblNames;

namespace Trichter.Billing.EInvoices.Ubl;

/// <summary>The parts of UBL that stand in a document as in its lines.</summary>
internal static class UblParts
{
    /// <summary>What stands where the schema demands a value that the invoice does not have.</summary>
    public const string NotAvailable = "NA";

    public static XElement? Amount(string name, decimal? amount, string? currency) => Leaf(name, Money(amount), Attribute("currencyID", currency));

    public static XElement? Period(EPeriod? period, string? taxPointCode = null) =>
        Group("InvoicePeriod", Leaf("StartDate", period?.From), Leaf("EndDate", period?.To), Leaf("DescriptionCode", taxPointCode));

    public static XElement? TaxCategory(string name, string? category, decimal? rate, params object?[] reasons) => category is null && rate is null
        ? null
        : Group(name, Leaf("ID", category), Leaf("Percent", Plain(rate)), reasons, Group("TaxScheme", Leaf("ID", "VAT")));

    public static XElement? Allowance(EAllowance allowance, bool isCharge, string? currency, bool isOfDocument) => Group("AllowanceCharge",
        Leaf("ChargeIndicator", isCharge ? "true" : "false"),
        Leaf("AllowanceChargeReasonCode", allowance.ReasonCode),
        Leaf("AllowanceChargeReason", allowance.Reason),
        Leaf("MultiplierFactorNumeric", Plain(allowance.Percent)),
        Amount("Amount", allowance.Amount, currency),
        Amount("BaseAmount", allowance.Base, currency),
        isOfDocument ? TaxCategory("TaxCategory", allowance.VatCategory, allowance.VatRate) : null);
}

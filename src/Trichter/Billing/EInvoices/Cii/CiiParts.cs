using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Cii.CiiNames;
using static Trichter.Billing.EInvoices.Files.XmlNumber;

namespace Trichter.Billing.EInvoices.Cii;

/// <summary>The parts of CII that stand in a document as in its lines.</summary>
internal static class CiiParts
{
    public static XElement? Period(EPeriod? period) =>
        period is null ? null : Group("BillingSpecifiedPeriod", Date("StartDateTime", period.From), Date("EndDateTime", period.To));

    public static XElement? Allowance(EAllowance allowance, bool isCharge, bool isOfDocument) => Group("SpecifiedTradeAllowanceCharge",
        Indicator(isCharge),
        Leaf("CalculationPercent", Plain(allowance.Percent)),
        Leaf("BasisAmount", Money(allowance.Base)),
        Leaf("ActualAmount", Money(allowance.Amount)),
        Leaf("ReasonCode", allowance.ReasonCode),
        Leaf("Reason", allowance.Reason),
        !isOfDocument || allowance.VatCategory is null ? null : Group("CategoryTradeTax",
            Leaf("TypeCode", "VAT"), Leaf("CategoryCode", allowance.VatCategory), Leaf("RateApplicablePercent", Plain(allowance.VatRate))));

    public static XElement Indicator(bool isCharge) => new(Ram + "ChargeIndicator", new XElement(Udt + "Indicator", isCharge ? "true" : "false"));
}

using static Trichter.Billing.EInvoices.EAllowance;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>PEPPOL-EN16931: the rules of Peppol BIS Billing 3 that XRechnung took over.</summary>
internal static class PeppolRules
{
    private const decimal Slack = 0.02m;

    public static readonly ERule[] All =
    [
        Invoice("PEPPOL-EN16931-R001", Says("The business process is missing (BT-23)."), invoice => invoice.Process is not null),
        Invoice("PEPPOL-EN16931-R005", Says("The VAT currency must differ from the currency of the invoice (BT-6)."), invoice => invoice.VatCurrency is null || invoice.VatCurrency != invoice.Currency),
        Invoice("PEPPOL-EN16931-R010", Says("The electronic address of the buyer is missing (BT-49)."), invoice => invoice.Buyer?.ElectronicAddress?.Value is not null),
        Invoice("PEPPOL-EN16931-R020", Says("The electronic address of the seller is missing (BT-34)."), invoice => invoice.Seller?.ElectronicAddress?.Value is not null),
        .. OfAllowances("PEPPOL-EN16931-R040", Says("The amount is not the base amount times the percentage."), IsPercentOfBase),
        .. OfAllowances("PEPPOL-EN16931-R041", Says("A percentage needs the base amount it is taken of."), allowance => allowance.Percent is null || allowance.Base is not null),
        .. OfAllowances("PEPPOL-EN16931-R042", Says("A base amount needs a percentage."), allowance => allowance.Base is null || allowance.Percent is not null),
        Lines("PEPPOL-EN16931-R046", Says("The net price is not the gross price less the discount (BT-146)."), line => line.GrossPrice is null || line.Price == line.GrossPrice - (line.PriceDiscount ?? 0)),
        Invoice("PEPPOL-EN16931-R055", Says("The VAT and the VAT in the other currency must have the same sign (BT-110, BT-111)."),
            invoice => invoice.Vat is not { } vat || invoice.VatInVatCurrency is not { } other || (vat >= 0 && other >= 0) || (vat <= 0 && other <= 0)),
        Invoice("PEPPOL-EN16931-R061", Says("A direct debit needs the reference of its mandate (BT-89)."), invoice => invoice.PaymentMeans.All(means => means.Code is not ("49" or "59")) || invoice.Mandate is not null),
        Lines("PEPPOL-EN16931-R110", Says("The period of the line begins before the period of the invoice (BT-134)."), (line, invoice) => !(line.Period?.From < invoice.Period?.From)),
        Lines("PEPPOL-EN16931-R111", Says("The period of the line ends after the period of the invoice (BT-135)."), (line, invoice) => !(line.Period?.To > invoice.Period?.To)),
        Lines("PEPPOL-EN16931-R120", Says("The net amount of the line is not quantity times price less allowances plus charges (BT-131)."), IsNetOfPrice),
        Lines("PEPPOL-EN16931-R121", Says("The quantity that a price is for must be above 0 (BT-149)."), line => line.BaseQuantity is null or > 0),
        Lines("PEPPOL-EN16931-R130", Says("The price is for another unit than the quantity (BT-150)."), line => line.BaseUnit is null || line.Unit is null || line.BaseUnit == line.Unit),
    ];

    private static IEnumerable<ERule> OfAllowances(string id, Platform.Language.Told text, Func<EAllowance, bool> holds) =>
        new[] { Allowance, Charge, LineAllowance, LineCharge }.Select(place => Allowances(place, id, text, holds));

    private static bool IsPercentOfBase(EAllowance allowance) =>
        allowance is not { Amount: { } amount, Base: { } basis, Percent: { } percent } || Math.Abs(amount - (basis * percent / 100)) <= Slack;

    private static bool IsNetOfPrice(ELine line, EInvoice invoice)
    {
        if (line is not { Net: { } net, Quantity: { } quantity, Price: { } price } || line.BaseQuantity == 0)
            return true;

        var exact = (quantity * price / (line.BaseQuantity ?? 1)) + line.Charges.Sum(charge => charge.Amount ?? 0) - line.Allowances.Sum(allowance => allowance.Amount ?? 0);
        return Math.Abs(net - exact) <= Slack;
    }
}

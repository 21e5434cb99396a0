using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>BR-01 to BR-16, BR-62 and BR-63, and what each line must have: the parts no invoice may lack.</summary>
internal static class PresenceRules
{
    public static readonly ERule[] All =
    [
        Invoice("BR-01", Says("The invoice does not say which specification it follows (BT-24)."), invoice => invoice.Profile is not null),
        Invoice("BR-02", Says("The invoice has no number (BT-1)."), invoice => invoice.Number is not null),
        Invoice("BR-03", Says("The invoice has no issue date (BT-2)."), invoice => invoice.IssuedOn is not null),
        Invoice("BR-04", Says("The invoice does not say of which kind it is (BT-3)."), invoice => invoice.Kind is not null),
        Invoice("BR-05", Says("The invoice names no currency (BT-5)."), invoice => invoice.Currency is not null),
        Invoice("BR-06", Says("The name of the seller is missing (BT-27)."), invoice => invoice.Seller?.Name is not null),
        Invoice("BR-07", Says("The name of the buyer is missing (BT-44)."), invoice => invoice.Buyer?.Name is not null),
        Invoice("BR-08", Says("The postal address of the seller is missing (BG-5)."), invoice => invoice.Seller?.Address is not null),
        File("BR-09", Says("The address of the seller has no country (BT-40)."), file => HasCountry(file.Invoice.Seller?.Address, file.IsCii)),
        Invoice("BR-10", Says("The postal address of the buyer is missing (BG-8)."), invoice => invoice.Buyer?.Address is not null),
        File("BR-11", Says("The address of the buyer has no country (BT-55)."), file => HasCountry(file.Invoice.Buyer?.Address, file.IsCii)),
        Totals("BR-12", Says("The sum of the lines is missing (BT-106)."), (totals, _) => totals.Lines is not null),
        Totals("BR-13", Says("The total without VAT is missing (BT-109)."), (totals, _) => totals.Net is not null),
        Totals("BR-14", Says("The total with VAT is missing (BT-112)."), (totals, _) => totals.Gross is not null),
        Totals("BR-15", Says("The amount due is missing (BT-115)."), (totals, _) => totals.Due is not null),
        Invoice("BR-16", Says("The invoice has no lines (BG-25)."), invoice => invoice.Lines.Count > 0),
        File("BR-17", Says("A payee is given that is the seller himself, or that has no name (BT-59)."), file => PayeeDiffers(file.Invoice, file.IsUbl)),
        Invoice("BR-18", Says("The tax representative has no name (BT-62)."), invoice => invoice.TaxRepresentative is not { } party || party.Name is not null),
        Invoice("BR-19", Says("The tax representative has no postal address (BG-12)."), invoice => invoice.TaxRepresentative is not { } party || party.Address is not null),
        Invoice("BR-20", Says("The address of the tax representative has no country (BT-69)."), invoice => HasCountry(invoice.TaxRepresentative?.Address)),
        Lines("BR-21", Says("The line has no number (BT-126)."), line => line.Number is not null),
        Lines("BR-22", Says("The line has no quantity (BT-129)."), line => line.Quantity is not null),
        Lines("BR-23", Says("The quantity of the line has no unit (BT-130)."), line => line.Unit is not null),
        Lines("BR-24", Says("The line has no net amount (BT-131)."), line => line.Net is not null),
        Lines("BR-25", Says("The line does not name its item (BT-153)."), line => line.Name is not null),
        Lines("BR-26", Says("The line has no price (BT-146)."), line => line.Price is not null),
        Lines("BR-27", Says("The price of an item may not be negative; the minus belongs to the quantity (BT-146)."), line => line.Price >= 0),
        Lines("BR-28", Says("The gross price of an item may not be negative (BT-148)."), line => line.GrossPrice is not < 0),
        Invoice("BR-29", Says("The invoicing period ends before it begins (BT-73, BT-74)."), invoice => RunsForward(invoice.Period)),
        Lines("BR-30", Says("The period of the line ends before it begins (BT-134, BT-135)."), line => RunsForward(line.Period)),
        Groups("BR-45", Says("The VAT breakdown has no taxable amount (BT-116)."), group => group.Taxable is not null),
        Groups("BR-46", Says("The VAT breakdown has no tax amount (BT-117)."), group => group.Tax is not null),
        Groups("BR-47", Says("The VAT breakdown has no category (BT-118)."), group => group.Category is not null),
        Groups("BR-48", Says("The VAT breakdown has no rate (BT-119)."), group => group.Rate is not null || group.Category == "O"),
        Invoice("BR-49", Says("A way to pay is given without its code (BT-81)."), invoice => invoice.PaymentMeans.All(means => means.Code is not null)),
        Invoice("BR-50", Says("An account to pay to is given without its number (BT-84)."), invoice => invoice.PaymentMeans.All(means => !IsTransfer(means) || means.Account is not { Id: null })),
        Invoice("BR-51", Says("A payment card may be named by its first six and last four digits at most (BT-87)."),
            invoice => invoice.PaymentMeans.All(means => means.Card?.Number is not { Length: > 10 })).As(ESeverity.Warning),
        Invoice("BR-52", Says("A supporting document has no number (BT-122)."), invoice => invoice.Attachments.All(file => file.Number is not null)),
        File("BR-53", Says("VAT is accounted in another currency, but the total VAT in that currency is missing (BT-111)."), file => IsVatInVatCurrencyGiven(file.Invoice, file.IsUbl)),
        Lines("BR-54", Says("A property of the item needs a name and a value (BT-160, BT-161)."), line => line.Properties.All(property => property.Name is not null && property.Value is not null)),
        Invoice("BR-55", Says("A preceding invoice is given without its number (BT-25)."), invoice => invoice.Preceding.All(earlier => earlier.Number is not null)),
        Invoice("BR-56", Says("The tax representative has no VAT number (BT-63)."), invoice => invoice.TaxRepresentative is not { } party || party.VatId is not null),
        Invoice("BR-57", Says("The place of delivery has no country (BT-80)."), invoice => HasCountry(invoice.Delivery?.Address)),
        File("BR-61", Says("A credit transfer needs the account to pay to (BT-84)."),
            file => file.Invoice.PaymentMeans.All(means => !IsTransfer(means) || means.Account?.Id is not null || (file.IsCii && means.Account is null))),
        Invoice("BR-62", Says("The electronic address of the seller does not say of which kind it is (BT-34)."), invoice => HasScheme(invoice.Seller?.ElectronicAddress)),
        Invoice("BR-63", Says("The electronic address of the buyer does not say of which kind it is (BT-49)."), invoice => HasScheme(invoice.Buyer?.ElectronicAddress)),
        Lines("BR-64", Says("The standard number of the item does not say who gave it (BT-157)."), line => HasScheme(line.StandardItemId)),
        Lines("BR-65", Says("The classification of the item does not say which list it comes from (BT-158)."), line => line.Classifications.All(HasScheme)),
    ];

    internal static bool IsTransfer(EPaymentMeans means) => means.Code is "30" or "58";

    /// <summary>The rules for CII ask for the country even where the whole address is missing.</summary>
    private static bool HasCountry(EAddress? address, bool isNeeded = false) => address is null ? !isNeeded : address.Country is not null;

    private static bool HasScheme(Identifier? id) => id is null || id.Scheme is not null;

    private static bool RunsForward(EPeriod? period) => period?.From is not { } from || period.To is not { } to || to >= from;

    private static bool IsVatInVatCurrencyGiven(EInvoice invoice, bool isUbl) =>
        invoice.VatCurrency is null || invoice.VatInVatCurrency is not null || (isUbl && invoice.VatCurrency == invoice.Currency && invoice.Vat is not null);

    private static bool PayeeDiffers(EInvoice invoice, bool isUbl) => invoice.Payee is not { } payee
        || (payee.Name is not null && payee.Name != (isUbl ? invoice.Seller?.TradingName : invoice.Seller?.Name)
            && !payee.Ids.Any(id => invoice.Seller?.Ids.Any(own => own.Value == id.Value) == true));
}

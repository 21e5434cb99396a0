using System.Text.RegularExpressions;
using Trichter.Billing.EInvoices.Files;
using Trichter.Offers.Seller;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>BR-DE: what XRechnung asks for beside EN 16931.</summary>
internal static partial class GermanRules
{
    private const string Extension = EProfile.XRechnung + "#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0";

    private const string CleanVehicles = EProfile.XRechnung + "#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9";

    private static readonly string[] TaxedCategories = ["S", "Z", "E", "AE", "K", "G", "L", "M"];

    public static readonly ERule[] All =
    [
        Invoice("BR-DE-1", Says("XRechnung needs a way to pay (BG-16)."), invoice => invoice.PaymentMeans.Count > 0),
        Invoice("BR-DE-2", Says("XRechnung needs somebody at the seller to ask (BG-6)."), invoice => invoice.Seller is not { Contact: null }),
        Invoice("BR-DE-3", Says("XRechnung needs the city of the seller (BT-37)."), invoice => invoice.Seller?.Address is not { City: null }),
        Invoice("BR-DE-4", Says("XRechnung needs the post code of the seller (BT-38)."), invoice => invoice.Seller?.Address is not { PostCode: null }),
        Invoice("BR-DE-5", Says("XRechnung needs the name of the contact at the seller (BT-41)."), invoice => invoice.Seller?.Contact is not { Name: null }),
        Invoice("BR-DE-6", Says("XRechnung needs the telephone number of the contact at the seller (BT-42)."), invoice => invoice.Seller?.Contact is not { Phone: null }),
        Invoice("BR-DE-7", Says("XRechnung needs the email address of the contact at the seller (BT-43)."), invoice => invoice.Seller?.Contact is not { Mail: null }),
        Invoice("BR-DE-8", Says("XRechnung needs the city of the buyer (BT-52)."), invoice => invoice.Buyer?.Address is not { City: null }),
        Invoice("BR-DE-9", Says("XRechnung needs the post code of the buyer (BT-53)."), invoice => invoice.Buyer?.Address is not { PostCode: null }),
        Invoice("BR-DE-10", Says("XRechnung needs the city of the place of delivery (BT-77)."), invoice => invoice.Delivery?.Address is not { City: null }),
        Invoice("BR-DE-11", Says("XRechnung needs the post code of the place of delivery (BT-78)."), invoice => invoice.Delivery?.Address is not { PostCode: null }),
        Groups("BR-DE-14", Says("XRechnung needs a rate in every group of the VAT breakdown (BT-119)."), group => group.Rate is not null),
        Invoice("BR-DE-15", Says("XRechnung needs the reference of the buyer, as the Leitweg-ID (BT-10)."), invoice => invoice.References.Buyer is not null),
        Invoice("BR-DE-16", Says("XRechnung needs the VAT number or tax number of the seller, or a tax representative (BT-31, BT-32, BG-11)."),
            invoice => !TaxedCategories.Any(category => IsUsed(invoice, category)) || invoice.TaxRepresentative is not null || invoice.Seller is { VatId: not null } or { TaxNumber: not null }),
        Invoice("BR-DE-17", Says("XRechnung knows the kinds 326, 380, 381, 384, 389, 875, 876 and 877 only (BT-3)."),
            invoice => invoice.Kind is "326" or "380" or "381" or "384" or "389" or "875" or "876" or "877").As(ESeverity.Warning),
        Invoice("BR-DE-18", Says("A cash discount must read #SKONTO#TAGE=14#PROZENT=2.00# and end with a line break (BT-20)."), invoice => SaysSkontoWell(invoice.PaymentTerms)),
        Invoice("BR-DE-19", Says("The account for a SEPA transfer is not a correct IBAN (BT-84)."),
            invoice => invoice.PaymentMeans.All(means => means.Code != "58" || Iban.IsCorrect(means.Account?.Id))).As(ESeverity.Warning),
        Invoice("BR-DE-20", Says("The account for a direct debit is not a correct IBAN (BT-91)."),
            invoice => invoice.PaymentMeans.All(means => means.Code != "59" || Iban.IsCorrect(means.DebitedAccount))).As(ESeverity.Warning),
        Invoice("BR-DE-21", Says("The specification identifier is not that of XRechnung 3.0 (BT-24)."), invoice => invoice.Profile is EProfile.XRechnung or Extension or CleanVehicles).As(ESeverity.Warning),
        Invoice("BR-DE-22", Says("Two attached files have the same name (BT-125)."),
            invoice => invoice.Attachments.Select(file => file.FileName).OfType<string>().GroupBy(name => name).All(same => same.Count() == 1)),
        Invoice("BR-DE-23-a", Says("A credit transfer needs an account (BG-17)."), invoice => Ways(invoice, "30", "58").All(means => means.Account is not null)),
        File("BR-DE-23-b", Says("A credit transfer may have neither a card nor a direct debit (BG-18, BG-19)."), file => Ways(file.Invoice, "30", "58").All(means => means.Card is null && !HasMandate(means, file))),
        Invoice("BR-DE-24-a", Says("A payment by card needs the card (BG-18)."), invoice => Ways(invoice, "48", "54", "55").All(means => means.Card is not null)),
        File("BR-DE-24-b", Says("A payment by card may have neither an account nor a direct debit (BG-17, BG-19)."),
            file => Ways(file.Invoice, "48", "54", "55").All(means => means.Account is null && !HasMandate(means, file))),
        Invoice("BR-DE-25-a", Says("A direct debit needs its mandate (BG-19)."), invoice => Ways(invoice, "59").All(means => invoice.Mandate is not null || means.DebitedAccount is not null)),
        Invoice("BR-DE-25-b", Says("A direct debit may have neither an account nor a card (BG-17, BG-18)."), invoice => Ways(invoice, "59").All(means => means.Account is null && means.Card is null)),
        Invoice("BR-DE-26", Says("A corrected invoice should name the invoice that it corrects (BG-3)."), invoice => invoice.Kind != "384" || invoice.Preceding.Any(earlier => earlier.Number is not null)).As(ESeverity.Warning),
        Invoice("BR-DE-27", Says("The telephone number of the contact should have three digits at least (BT-42)."),
            invoice => invoice.Seller?.Contact is not { } contact || Telephone().IsMatch(contact.Phone ?? "")).As(ESeverity.Warning),
        Invoice("BR-DE-28", Says("The email address of the contact does not look like one (BT-43)."),
            invoice => invoice.Seller?.Contact is not { } contact || MailAddress().IsMatch(contact.Mail ?? "")).As(ESeverity.Warning),
        Invoice("BR-DE-30", Says("A direct debit needs the creditor identifier (BT-90)."), invoice => !IsDebited(invoice) || invoice.CreditorId is not null),
        Invoice("BR-DE-31", Says("A direct debit needs the account that is debited (BT-91)."), invoice => !IsDebited(invoice) || invoice.PaymentMeans.Any(means => means.DebitedAccount is not null)),
        Invoice("BR-DE-TMP-32", Says("The invoice should say when it was delivered: a date, a period, or a period in every line (BT-72, BG-14, BG-26)."), SaysWhen).As(ESeverity.Information),
        Invoice("BR-TMP-2", Says("The location of a supporting document should be a full address (BT-124)."),
            invoice => invoice.Attachments.All(file => file.Location is null || Address().IsMatch(file.Location))).As(ESeverity.Warning),
    ];

    private static bool IsUsed(EInvoice invoice, string category) =>
        invoice.Lines.Any(line => line.VatCategory == category) || invoice.Allowances.Concat(invoice.Charges).Any(allowance => allowance.VatCategory == category);

    private static IEnumerable<EPaymentMeans> Ways(EInvoice invoice, params string[] codes) => invoice.PaymentMeans.Where(means => codes.Contains(means.Code));

    private static bool IsDebited(EInvoice invoice) => invoice.Mandate is not null || invoice.PaymentMeans.Any(means => means.DebitedAccount is not null);

    /// <summary>In CII a mandate belongs to the whole invoice, in UBL to one way to pay.</summary>
    private static bool HasMandate(EPaymentMeans means, EInvoiceFile file) =>
        means.DebitedAccount is not null || (file.Invoice.Mandate is not null && (file.IsCii || file.Invoice.PaymentMeans.Count == 1));

    private static bool SaysWhen(EInvoice invoice) =>
        invoice.Delivery?.DeliveredOn is not null || invoice.Period is not null || invoice.Lines.All(line => line.Period is not null);

    private static bool SaysSkontoWell(string? terms)
    {
        if (terms is null)
            return true;

        var lines = terms.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var skonto = lines.Where(line => line.Trim().StartsWith('#')).ToList();
        return skonto.All(line => Skonto().IsMatch(line.Trim())) && (skonto.Count == 0 || EndsSkontoWithBreak(terms));
    }

    private static bool EndsSkontoWithBreak(string terms) => AfterSkonto().IsMatch(Marked().Split(terms)[^1]);

    [GeneratedRegex(@"^#SKONTO#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$")]
    private static partial Regex Skonto();

    [GeneratedRegex("#.+#")]
    private static partial Regex Marked();

    [GeneratedRegex(@"^\s*\n")]
    private static partial Regex AfterSkonto();

    [GeneratedRegex("([0-9].*){3,}")]
    private static partial Regex Telephone();

    [GeneratedRegex(@"^[^@\s]+@([^@.\s]+\.)+[^@.\s]+$")]
    private static partial Regex MailAddress();

    [GeneratedRegex("^([a-zA-Z])([a-zA-Z0-9+.-])+:.*")]
    private static partial Regex Address();
}

using System.Globalization;
using Trichter.Billing.EInvoices;
using Trichter.Offers.Amounts;
using Trichter.Offers.Seller;
using Trichter.Offers.Vat;
using Trichter.Platform.Language;

namespace Trichter.Billing.Invoices;

/// <summary>An invoice of ours as EN 16931 sees it: the same amounts, term by term (offer to cash, section 9).</summary>
internal static class WriteEInvoice
{
    private const string ByMail = "EM";

    /// <summary>UNTDID 4461: settled between partners, no transfer to us.</summary>
    private const string Clearing = "97";

    public static EInvoice Of(Invoice invoice, IReadOnlyList<InvoiceLine> lines, OurCompany ours)
    {
        var isCredit = invoice.Kind == InvoiceKind.Credit;
        var totals = InvoiceTotals.Of(invoice, lines, isCredit);
        var isGerman = ours.Country == "DE" && invoice.BuyerEmail.Length > 0;
        var outside = totals.Groups.Any(group => group.Vat.Category == VatCategory.O);
        return new EInvoice
        {
            Profile = isGerman ? EProfile.XRechnung : EProfile.En16931,
            Process = isGerman ? EProfile.BillingProcess : null,
            Number = invoice.Number,
            Kind = invoice.Kind switch { InvoiceKind.Invoice or InvoiceKind.Recurring => "380", InvoiceKind.Cancellation => "384", InvoiceKind.Credit => "381", _ => "326" },
            Currency = invoice.Currency,
            VatCurrency = Some(invoice.VatCurrency),
            IssuedOn = invoice.IssuedOn,
            DueOn = totals.Gross > 0 && !isCredit ? invoice.DueOn : null,
            References = new EReferences { Buyer = Some(invoice.BuyerReference), Order = Some(invoice.OrderReference) },
            Notes = invoice.Note.Length > 0 ? [new ENote { Text = invoice.Note }] : [],
            Preceding = invoice.PrecedingNumber.Length > 0 ? [new EPrecedingInvoice { Number = invoice.PrecedingNumber, IssuedOn = invoice.PrecedingOn }] : [],
            Seller = SellerOf(ours, outside),
            Buyer = BuyerOf(invoice, outside),
            Delivery = new EDelivery { DeliveredOn = invoice.SupplyFrom is { } from && from == invoice.SupplyTo ? from : null, Address = DeliveryOf(invoice) },
            Period = invoice.SupplyFrom is { } begins && invoice.SupplyTo is { } ends && begins != ends ? new EPeriod { From = begins, To = ends } : null,
            PaymentMeans = isCredit ? [new EPaymentMeans { Code = Clearing }] : ours.Iban.Length > 0 ? [new EPaymentMeans { Code = "58", Account = new EAccount { Id = ours.Iban, Name = ours.LegalName, Bank = Some(ours.Bic) } }] : [],
            PaymentReference = invoice.Number,
            PaymentTerms = TermsOf(invoice),
            Allowances = [.. totals.Groups.Where(group => group.Discounts != 0).Select(group => Allowance(group, invoice))],
            Charges = [.. totals.Groups.Where(group => group.Charges != 0).Select(group => Freight(group, invoice))],
            Totals = new ETotals
            {
                Lines = Round.ToMajor(totals.Lines),
                Allowances = totals.Discounts == 0 ? null : Round.ToMajor(totals.Discounts),
                Charges = totals.Charges == 0 ? null : Round.ToMajor(totals.Charges),
                Net = Round.ToMajor(totals.Net),
                Gross = Round.ToMajor(totals.Gross),
                Due = Round.ToMajor(totals.Gross),
            },
            Vat = Round.ToMajor(totals.Vat),
            VatInVatCurrency = invoice.VatInVatCurrencyMinor is { } accounted ? Round.ToMajor(isCredit ? -accounted : accounted) : null,
            VatGroups = [.. totals.Groups.Select(group => GroupOf(group, invoice, ours))],
            Lines = [.. lines.Zip(totals.LineNets, (line, net) => LineOf(line, net, invoice.IsGross, isCredit ? -line.Quantity : line.Quantity))],
        };
    }

    private static EParty SellerOf(OurCompany ours, bool outside) => new()
    {
        Name = ours.LegalName,
        RegistrationId = ours.RegisterEntry.Length > 0 ? new Identifier(ours.RegisterEntry) : null,
        VatId = outside ? null : Some(ours.VatNumber),
        TaxNumber = Some(ours.TaxNumber),
        ElectronicAddress = ours.Email.Length > 0 ? new Identifier(ours.Email, ByMail) : null,
        Address = new EAddress { Line1 = Some(ours.Street), City = Some(ours.City), PostCode = Some(ours.PostalCode), Country = ours.Country },
        Contact = new EContact { Name = Some(ours.ContactName), Phone = Some(ours.Phone), Mail = Some(ours.Email) },
    };

    private static EParty BuyerOf(Invoice invoice, bool outside) => new()
    {
        Name = invoice.BuyerName,
        VatId = outside ? null : Some(invoice.BuyerVat),
        ElectronicAddress = invoice.BuyerEmail.Length > 0 ? new Identifier(invoice.BuyerEmail, ByMail) : null,
        Address = new EAddress { Line1 = Some(invoice.BuyerStreet), City = Some(invoice.BuyerCity), PostCode = Some(invoice.BuyerPostalCode), Country = Some(invoice.BuyerCountry) },
        Contact = invoice.BuyerContact.Length > 0 ? new EContact { Name = invoice.BuyerContact } : null,
    };

    private static EAddress? DeliveryOf(Invoice invoice) => invoice.DeliveryCountry.Length == 0 || invoice.DeliveryCity.Length == 0 || invoice.DeliveryPostalCode.Length == 0 ? null : new EAddress
    {
        Line1 = Some(invoice.DeliveryStreet),
        City = invoice.DeliveryCity,
        PostCode = invoice.DeliveryPostalCode,
        Country = invoice.DeliveryCountry,
    };

    /// <summary>In the reader's language, and the early payment discount in the form that XRechnung reads.</summary>
    private static string TermsOf(Invoice invoice)
    {
        var texts = Texts.In(invoice.Language, TimeZoneInfo.Utc);
        if (invoice.Kind == InvoiceKind.Credit) return texts["The amount is set off or paid back."];
        var words = invoice.PaymentDays == 0 ? texts["Payable at once without deduction."] : texts["Payable by {0} without deduction.", invoice.DueOn!.Value];
        return invoice is { SkontoPercent: { } percent, SkontoDays: { } days } && invoice.GrossMinor > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{words}\n#SKONTO#TAGE={days}#PROZENT={percent:0.00}#\n") : words;
    }

    private static EAllowance Allowance(VatAmounts group, Invoice invoice) => new()
    {
        Amount = Round.ToMajor(group.Discounts),
        Base = invoice.IsGross ? null : Round.ToMajor(group.Reducible),
        Percent = invoice.IsGross ? null : invoice.DiscountPercent,
        VatCategory = group.Vat.Category.ToString(),
        VatRate = RateOf(group.Vat),
        Reason = Texts.In(invoice.Language, TimeZoneInfo.Utc)["Discount"],
        ReasonCode = "95",
    };

    private static EAllowance Freight(VatAmounts group, Invoice invoice) => new()
    {
        Amount = Round.ToMajor(group.Charges),
        VatCategory = group.Vat.Category.ToString(),
        VatRate = RateOf(group.Vat),
        Reason = Texts.In(invoice.Language, TimeZoneInfo.Utc)["Freight"],
        ReasonCode = "FC",
    };

    private static EVatGroup GroupOf(VatAmounts group, Invoice invoice, OurCompany ours) => new()
    {
        Taxable = Round.ToMajor(group.Base),
        Tax = Round.ToMajor(group.Tax),
        Category = group.Vat.Category.ToString(),
        Rate = group.Vat.Rate,
        Reason = VatWords.ReasonFor(group.Vat.Category, ours.Country, ours.SmallBusiness) is { } reason ? Texts.In(invoice.Language, TimeZoneInfo.Utc)[reason] : null,
        ReasonCode = group.Vat.Category switch { VatCategory.AE => "VATEX-EU-AE", VatCategory.K => "VATEX-EU-IC", VatCategory.G => "VATEX-EU-G", VatCategory.O => "VATEX-EU-O", _ => null },
    };

    private static ELine LineOf(InvoiceLine line, long net, bool isGross, decimal quantity)
    {
        var amounts = LineAmounts.Of(line.Priced with { Quantity = quantity });
        return new ELine
        {
            Number = (line.Position + 1).ToString(CultureInfo.InvariantCulture),
            Quantity = quantity,
            Unit = line.Unit,
            Net = Round.ToMajor(net),
            Period = line is { PeriodFrom: { } from, PeriodTo: { } to } ? new EPeriod { From = from, To = to } : null,
            Price = isGross ? Micros.Plain(Math.Round(Round.ToMajor(net) / quantity, 8, MidpointRounding.AwayFromZero)) : line.Price,
            BaseQuantity = isGross || line.Basis == 1 ? null : line.Basis,
            BaseUnit = isGross || line.Basis == 1 ? null : line.Unit,
            Allowances = isGross ? [] : [.. amounts.Steps.Select(step => new EAllowance { Amount = Round.ToMajor(step.Amount), Base = Round.ToMajor(step.Base), Percent = step.Reduction.Percent, ReasonCode = "95" })],
            VatCategory = line.VatCategory.ToString(),
            VatRate = RateOf(line.Vat),
            Name = line.Name,
            Description = Some(line.Text),
            SellerItemId = Some(line.Article),
        };
    }

    private static decimal? RateOf(VatGroup group) => group.Category == VatCategory.O ? null : group.Rate;

    private static string? Some(string text) => text.Length == 0 ? null : text;
}

using System.Globalization;
using Trichter.Customers.Numbers;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Offers.Seller;

/// <summary>The fields of our company, for its form.</summary>
internal static class OurCompanyFields
{
    private const int LongestPeriod = 365;

    public static IReadOnlyList<FieldOf<OurCompany>> In(Texts texts) =>
    [
        Text("legal_name", new Told("Legal name"), c => c.LegalName, (c, v) => c.LegalName = v),
        Text("street", new Told("Street"), c => c.Street, (c, v) => c.Street = v),
        Text("postal_code", new Told("Postal code"), c => c.PostalCode, (c, v) => c.PostalCode = v, 20),
        Text("city", new Told("City"), c => c.City, (c, v) => c.City = v, 100),
        new("country", "Country", FieldKind.Text, c => c.Country, WriteCountry),
        new("vat_number", "VAT number", FieldKind.Text, c => c.VatNumber, WriteVat),
        Text("tax_number", new Told("Tax number"), c => c.TaxNumber, (c, v) => c.TaxNumber = v, 40),
        new("small_business", "Small business", FieldKind.Choice, c => c.SmallBusiness ? "yes" : "", (c, v) => { c.SmallBusiness = v == "yes"; return null; }) { Options = [("yes", texts["we charge no VAT"])] },
        Text("register", new Told("Register entry"), c => c.RegisterEntry, (c, v) => c.RegisterEntry = v, 120),
        Text("directors", new Told("Managing directors"), c => c.Directors, (c, v) => c.Directors = v),
        Text("contact", new Told("Contact person"), c => c.ContactName, (c, v) => c.ContactName = v, 120),
        Text("phone", new Told("Phone"), c => c.Phone, (c, v) => c.Phone = v, 60),
        Text("email", new Told("E-mail address"), c => c.Email, (c, v) => c.Email = v),
        Text("bank", new Told("Bank"), c => c.BankName, (c, v) => c.BankName = v, 120),
        new("iban", "IBAN", FieldKind.Text, c => c.Iban, WriteIban),
        Text("bic", new Told("BIC"), c => c.Bic, (c, v) => c.Bic = v.ToUpperInvariant(), 11),
        Days("payment_days", new Told("Days to pay"), c => c.PaymentDays, (c, days) => c.PaymentDays = days),
        Days("quote_days", new Told("Days a quote is good for"), c => c.QuoteDays, (c, days) => c.QuoteDays = days),
    ];

    private static FieldOf<OurCompany> Text(string key, Told label, Func<OurCompany, string> read, Action<OurCompany, string> write, int longest = 200) =>
        new(key, label.Key, FieldKind.Text, read, (company, value) => Canonical.ReadText(value, longest, text => write(company, text))) { Longest = longest };

    private static FieldOf<OurCompany> Days(string key, Told label, Func<OurCompany, int> read, Action<OurCompany, int> write) =>
        new(key, label.Key, FieldKind.Number, c => read(c).ToString(CultureInfo.InvariantCulture), (company, value) =>
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days > LongestPeriod) return new Told("A whole number up to {0}.", LongestPeriod);
            write(company, days);
            return null;
        });

    private static Told? WriteCountry(OurCompany company, string value)
    {
        var country = value.ToUpperInvariant();
        if (country.Length != 0 && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper))) return new Told("Two letters, such as DE or PL.");
        company.Country = country;
        return null;
    }

    private static Told? WriteVat(OurCompany company, string value)
    {
        var number = VatNumber.Check(value);
        if (value.Length > 0 && !number.IsValid) return new Told(number.Problem!);
        company.VatNumber = number.Normalised;
        return null;
    }

    private static Told? WriteIban(OurCompany company, string value)
    {
        var iban = Iban.Clean(value);
        if (iban.Length > 0 && !Iban.IsValid(iban)) return new Told("This is not an IBAN: a digit is wrong or missing.");
        company.Iban = iban;
        return null;
    }
}

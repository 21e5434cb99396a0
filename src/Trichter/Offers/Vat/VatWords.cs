using Trichter.Offers.Amounts;
using Trichter.Platform.Language;

namespace Trichter.Offers.Vat;

/// <summary>What a document must say about tax that is not charged (offer to cash, section 3).</summary>
internal static class VatWords
{
    /// <summary>Null where nothing has to be said.</summary>
    public static Told? ReasonFor(VatCategory category, string sellerCountry, bool smallBusiness) => category switch
    {
        VatCategory.E when smallBusiness && sellerCountry == "PL" => new Told("Exempt: small business, art. 113 of the Polish VAT Act"),
        VatCategory.E when smallBusiness => new Told("Exempt: small business, § 19 UStG"),
        VatCategory.E => new Told("Exempt from VAT"),
        VatCategory.AE => new Told("Reverse charge: the recipient owes the tax"),
        VatCategory.K => new Told("Exempt intra-Community supply"),
        VatCategory.G => new Told("Exempt export"),
        VatCategory.O when sellerCountry == "PL" => new Told("Not subject to tax in Poland"),
        VatCategory.O => new Told("Not taxable"),
        _ => null,
    };

    /// <summary>"19 %", or the words for what has no rate.</summary>
    public static string Of(VatGroup group, Texts texts) =>
        group.Category == VatCategory.S ? Micros.Write(group.Rate, texts.Culture) + " %" : texts.Of(group.Category);
}

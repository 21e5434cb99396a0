using System.Security.Cryptography;
using System.Text;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes.Document;

/// <summary>All that a version says, in one canonical text: what is approved and what is signed is named by its hash.</summary>
internal static class QuoteContent
{
    /// <summary>Arguments are part of it only where there are some: what was approved and signed before there were any keeps its hash.</summary>
    public static string Of(string number, QuoteVersion version, IEnumerable<QuoteLine> lines)
    {
        var text = Without(number, version, lines);
        return version.Arguments.Length == 0 ? text : AsJson.Write(new { content = text, version.Arguments });
    }

    private static string Without(string number, QuoteVersion version, IEnumerable<QuoteLine> lines) => AsJson.Write(new
    {
        number,
        version = version.Number,
        version.Language,
        version.Currency,
        version.IsGross,
        version.Title,
        version.Intro,
        version.Scope,
        version.Terms,
        version.DeliveryTerms,
        version.PaymentDays,
        version.SkontoPercent,
        version.SkontoDays,
        version.ValidUntil,
        version.IsBinding,
        version.NeedsPaper,
        version.DiscountPercent,
        version.FreightMinor,
        freightVat = $"{version.FreightCategory} {version.FreightRate}",
        buyer = new[] { version.BuyerName, version.BuyerContact, version.BuyerStreet, version.BuyerPostalCode, version.BuyerCity, version.BuyerCountry, version.BuyerVat },
        lines = lines.OrderBy(line => line.Position).Select(line => new
        {
            line.Key,
            line.Kind,
            line.Article,
            line.Name,
            line.Text,
            line.Quantity,
            line.Unit,
            line.Price,
            line.Basis,
            line.Discount,
            vat = $"{line.VatCategory} {line.VatRate}",
            line.Alternative,
            line.Interval,
            line.Term,
        }),
        version.NetMinor,
        version.VatMinor,
        version.GrossMinor,
        version.ContractMinor,
    });

    public static string HashOf(string number, QuoteVersion version, IEnumerable<QuoteLine> lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(number, version, lines))));
}

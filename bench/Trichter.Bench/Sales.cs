using System.Globalization;
using System.Text.RegularExpressions;

namespace Trichter.Bench;

/// <summary>Sells over HTTP as a seller does: writes a quote, sends it, notes the yes, takes the order.</summary>
internal static partial class Sales
{
    /// <returns>The address of a quote with so many lines.</returns>
    public static async Task<string> QuoteAsync(this Visitor visitor, string deal, int lines)
    {
        var quote = await visitor.PostAsync($"/deals/{deal}/quotes");
        var fields = new List<(string, string)>
        {
            ("_handler", "quote"), ("seen", Seen().Match(await visitor.GetAsync(quote)).Groups[1].Value), ("language", "de"), ("currency", "EUR"), ("title", "Bench"), ("payment-days", "14"),
            ("valid-until", DateTime.UtcNow.AddDays(30).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("binding", "yes"), ("discount", "2"), ("buyer-name", "Petry AG"),
            ("buyer-street", "Hafen 3"), ("buyer-postal-code", "18055"), ("buyer-city", "Rostock"), ("buyer-country", "DE"),
        };
        for (var n = 0; n < lines; n++)
            fields.AddRange(
            [
                ("line-kind", "Normal"), ("line-article", ""), ("line-name", $"Machine number {n}"), ("line-text", "With bucket and tilt rotator"), ("line-quantity", $"{n % 7 + 1}"), ("line-unit", "H87"),
                ("line-price", $"{n * 13 % 900 + 1}.5"), ("line-basis", ""), ("line-discount", n % 5 == 0 ? "3" : ""), ("line-tax", "Standard"), ("line-alternative", ""), ("line-interval", "Once"), ("line-term", ""),
                ("line-key", ""), ("line-list-price", ""), ("line-price-row", ""), ("line-product", ""),
            ]);
        await visitor.PostAsync(quote, [.. fields]);
        return quote;
    }

    /// <returns>The address of an order of one line.</returns>
    public static async Task<string> OrderAsync(this Visitor visitor, Server server, string deal)
    {
        var quote = await visitor.QuoteAsync(deal, lines: 1);
        await visitor.SubmitAsync($"{quote}/send", ("_handler", "send"), ("Form.To", "Andrea Petry"), ("Form.Email", ""), ("Form.Message", ""), ("Form.Why", "Bench"));
        await visitor.PostAsync($"{quote}/accept", ("by", "Andrea Petry"));
        var version = (await server.ReadAsync("select cast(id as text) from quote_versions where state = 'Accepted' order by id desc limit 1"))[0];
        return await visitor.PostAsync($"/orders/take/{version}", ("ordered", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex("name=\"seen\" value=\"(\\d+)\"")]
    private static partial Regex Seen();
}

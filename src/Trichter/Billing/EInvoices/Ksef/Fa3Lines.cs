using System.Globalization;
using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Ksef.Fa3Names;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>The lines of FA(3). It knows neither allowances nor charges of the document: those are spread over lines, these become lines.</summary>
internal static class Fa3Lines
{
    private static readonly Dictionary<string, string> Units = new()
    {
        ["H87"] = "szt.",
        ["C62"] = "szt.",
        ["HUR"] = "godz.",
        ["DAY"] = "dzień",
        ["MON"] = "mies.",
        ["ANN"] = "rok",
        ["KGM"] = "kg",
        ["TNE"] = "t",
        ["MTR"] = "m",
        ["MTK"] = "m2",
        ["MTQ"] = "m3",
        ["LTR"] = "l",
        ["KWH"] = "kWh",
        ["XPP"] = "opak.",
        ["LS"] = "ryczałt",
    };

    public static IEnumerable<XElement?> Write(EInvoice invoice, Fa3Extras extras, int sign)
    {
        var lines = WithoutDocumentLevel(invoice);
        var number = 0;

        return extras.Before.Select(line => Line(line, 0, ++number, invoice, extras, 1, isBefore: true))
            .Concat(lines.Select(one => Line(one.Line, one.Share, ++number, invoice, extras, extras.Before.Count > 0 ? 1 : sign, isBefore: false)));
    }

    /// <summary>Each line with its share of the allowances of the document, then the charges of the document as lines.</summary>
    internal static List<(ELine Line, decimal Share)> WithoutDocumentLevel(EInvoice invoice)
    {
        var shares = new decimal[invoice.Lines.Count];
        foreach (var group in invoice.Allowances.GroupBy(allowance => (allowance.VatCategory, allowance.VatRate)))
        {
            var of = Enumerable.Range(0, shares.Length).Where(index => (invoice.Lines[index].VatCategory, invoice.Lines[index].VatRate) == group.Key).ToArray();
            var spread = Spread.Over(group.Sum(allowance => allowance.Amount ?? 0), [.. of.Select(index => invoice.Lines[index].Net ?? 0)]);
            for (var at = 0; at < of.Length; at++)
                shares[of[at]] += spread[at];
        }

        var charges = invoice.Charges.Select(charge => (new ELine
        {
            Name = charge.Reason ?? charge.ReasonCode,
            Quantity = 1,
            Unit = "LS",
            Price = charge.Amount,
            Net = charge.Amount,
            VatCategory = charge.VatCategory,
            VatRate = charge.VatRate,
        }, 0m));
        return [.. invoice.Lines.Select((line, index) => (line, shares[index])), .. charges];
    }

    private static XElement? Line(ELine line, decimal share, int number, EInvoice invoice, Fa3Extras extras, int sign, bool isBefore)
    {
        var discount = line.Allowances.Sum(allowance => allowance.Amount ?? 0) - line.Charges.Sum(charge => charge.Amount ?? 0) + share;
        return Group("FaWiersz",
            Leaf("NrWierszaFa", number.ToString(CultureInfo.InvariantCulture)),
            line.Period == invoice.Period ? null : Leaf("P_6A", line.Period?.To),
            Leaf("P_7", Short(line.Name, 512)),
            Leaf("Indeks", Short(line.SellerItemId, 50)),
            Leaf("GTIN", line.StandardItemId is { Scheme: "0160", Value.Length: <= 20 } item ? item.Value : null),
            Leaf("P_8A", line.Unit is { } unit ? Units.GetValueOrDefault(unit, unit) : null),
            Leaf("P_8B", Number(sign * line.Quantity, 6)),
            Leaf("P_9A", Number(line.Price / (line.BaseQuantity is null or 0 ? 1 : line.BaseQuantity), 8)),
            discount == 0 ? null : Leaf("P_10", Number(sign * discount, 8)),
            Leaf("P_11", Amount(sign * ((line.Net ?? 0) - share))),
            Leaf("P_12", Fa3Rate.Of(line.VatCategory, line.VatRate, invoice)?.Name),
            Leaf("GTU", line.Number is { } key ? extras.Gtu.GetValueOrDefault(key) : null),
            Leaf("KursWaluty", Number(extras.ExchangeRate, 6)),
            isBefore ? Leaf("StanPrzed", "1") : null);
    }
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Ksef.Fa3Names;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>How an invoice is paid, in FA(3).</summary>
internal static partial class Fa3Payment
{
    public static XElement? Write(EInvoice invoice)
    {
        var means = invoice.PaymentMeans.Count > 0 ? invoice.PaymentMeans[0] : null;
        var skonto = Skonto().Match(invoice.PaymentTerms ?? "");

        return Group("Platnosc",
            Group("TerminPlatnosci", Leaf("Termin", invoice.DueOn)),
            means is null ? null : Form(means),
            invoice.PaymentMeans.Where(way => way.Account?.Id is not null).Select(way => Group("RachunekBankowy",
                Leaf("NrRB", Account(way.Account!.Id!)), Leaf("SWIFT", way.Account.Bank))),
            skonto.Success
                ? Group("Skonto", Leaf("WarunkiSkonta", $"Zapłata w ciągu {skonto.Groups[1].Value} dni"), Leaf("WysokoscSkonta", $"{skonto.Groups[2].Value} %"))
                : null);
    }

    private static object?[] Form(EPaymentMeans means) => means.Code switch
    {
        "10" => [Leaf("FormaPlatnosci", "1")],
        "48" or "54" or "55" => [Leaf("FormaPlatnosci", "2")],
        "20" => [Leaf("FormaPlatnosci", "4")],
        "30" or "58" or "42" => [Leaf("FormaPlatnosci", "6")],
        "49" or "59" => [Leaf("PlatnoscInna", "1"), Leaf("OpisPlatnosci", "polecenie zapłaty")],
        _ => means.Text is null ? [] : [Leaf("PlatnoscInna", "1"), Leaf("OpisPlatnosci", Short(means.Text, 256))],
    };

    private static string Account(string id)
    {
        var packed = string.Concat(id.Where(sign => !char.IsWhiteSpace(sign)));
        return packed.StartsWith("PL", StringComparison.Ordinal) ? packed[2..] : packed;
    }

    [GeneratedRegex(@"#SKONTO#TAGE=(\d+)#PROZENT=(\d+\.\d\d)")]
    private static partial Regex Skonto();
}

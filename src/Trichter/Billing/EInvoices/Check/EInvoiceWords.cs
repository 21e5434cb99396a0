using Trichter.Billing.EInvoices.Files;
using Trichter.Platform.Language;

namespace Trichter.Billing.EInvoices.Check;

/// <summary>The codes of an invoice in words.</summary>
internal static class EInvoiceWords
{
    public static string Kind(Texts texts, string? code) => code switch
    {
        "380" => texts["Invoice"],
        "326" => texts["Part invoice"],
        "381" => texts["Credit note"],
        "384" => texts["Corrected invoice"],
        "386" => texts["Down payment invoice"],
        "389" => texts["Self-billed invoice"],
        "875" or "876" or "877" => texts["Construction invoice"],
        null => texts["Invoice"],
        _ => texts["Invoice of kind {0}", code],
    };

    public static string Format(Texts texts, EInvoiceFile file)
    {
        var syntax = file.Syntax switch
        {
            ESyntax.UblInvoice => "UBL 2.1 (Invoice)",
            ESyntax.UblCreditNote => "UBL 2.1 (CreditNote)",
            ESyntax.Zugferd1 => "ZUGFeRD 1",
            _ => "CII D16B",
        };

        return file.FromPdf ? texts["{0}, taken out of a PDF", syntax] : syntax;
    }

    public static string Means(Texts texts, EPaymentMeans means)
    {
        var way = means.Code switch
        {
            "10" => texts["Cash"],
            "30" or "58" => texts["Credit transfer"],
            "48" or "54" or "55" => texts["Card"],
            "49" or "59" => texts["Direct debit"],
            "57" => texts["Standing agreement"],
            _ => means.Text ?? texts["Code {0}", means.Code],
        };

        return string.Join(" ", new[] { way, means.Account?.Id, means.Account?.Bank, means.Card?.Number, means.DebitedAccount }.Where(part => part is not null));
    }
}

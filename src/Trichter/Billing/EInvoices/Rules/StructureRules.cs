using System.Xml.Linq;
using Trichter.Billing.EInvoices.Files;
using Trichter.Platform.Language;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>UBL-SR, UBL-DT and CII-SR: what may stand how often in the document itself. Each row says where, and how often at most.</summary>
internal static class StructureRules
{
    private static readonly HashSet<string> UblAmounts =
    [
        "Amount", "BaseAmount", "PriceAmount", "TaxAmount", "TaxableAmount", "LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "AllowanceTotalAmount", "ChargeTotalAmount",
        "PrepaidAmount", "PayableRoundingAmount", "PayableAmount",
    ];

    /// <summary>How many totals of VAT stand in the currency of the invoice.</summary>
    public static int CountVatTotals(EInvoiceFile file) => file.IsUbl
        ? At(file.Document.Root!, "TaxTotal/TaxAmount").Count(IsIn(file.Invoice.Currency))
        : file.Document.Descendants().Count(element => element.Name.LocalName == "TaxTotalAmount" && IsIn(file.Invoice.Currency)(element));

    /// <summary>The currencies that stand beside amounts.</summary>
    public static IEnumerable<string> AmountCurrencies(EInvoiceFile file) => file.Document.Descendants()
        .Where(element => file.IsUbl ? UblAmounts.Contains(element.Name.LocalName) : element.Name.LocalName == "TaxTotalAmount" && element.Attribute("currencyID") is not null)
        .Select(element => element.Attribute("currencyID")?.Value.Trim() ?? "");

    /// <summary>The values of an element inside another, anywhere in the document.</summary>
    public static IEnumerable<string> Values(EInvoiceFile file, string inUbl, string inCii)
    {
        var (parent, child) = (file.IsUbl ? inUbl : inCii).Split('/') is [var first, var second] ? (first, second) : throw new ArgumentException("Needs a parent and a child.", nameof(inUbl));
        return file.Document.Descendants().Where(element => element.Name.LocalName == child && element.Parent?.Name.LocalName == parent).Select(element => element.Value.Trim());
    }

    /// <summary>A row: within each element at <paramref name="context"/>, what is at <paramref name="path"/> stands once at most.</summary>
    internal static ERule AtMost(bool isUbl, string id, string context, string path, int most = 1) => Holds(isUbl, id, context,
        new("“{0}” stands more than {1} times.", path.Split('/')[^1], most), element => path.Split('|').Sum(one => At(element, one).Count()) <= most);

    internal static ERule Holds(bool isUbl, string id, string context, Told text, Func<XElement, bool> holds) => new(id, text, file => file.IsUbl != isUbl || file.Syntax == ESyntax.Zugferd1
        ? []
        : Contexts(file.Document.Root!, context).Where(element => !holds(element)).Select(element => new Told("Element {0}", element.Name.LocalName)));

    internal static IEnumerable<XElement> At(XElement element, string path)
    {
        IEnumerable<XElement> found = [element];
        foreach (var step in path.Split('/').Where(step => step.Length > 0))
            found = found.SelectMany(parent => parent.Elements().Where(child => child.Name.LocalName == step));

        return found;
    }

    internal static string? Attribute(XElement element, string name) => element.Attribute(name)?.Value;

    private static IEnumerable<XElement> Contexts(XElement root, string context) => context.StartsWith("//", StringComparison.Ordinal)
        ? root.Descendants().Where(element => element.Name.LocalName == context[2..])
        : context.Split('|').SelectMany(one => At(root, one));

    private static Func<XElement, bool> IsIn(string? currency) => element => Attribute(element, "currencyID") == currency;
}

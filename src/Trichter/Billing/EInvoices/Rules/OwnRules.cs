using System.Xml.Linq;
using Trichter.Billing.EInvoices.Cii;
using Trichter.Billing.EInvoices.Ubl;
using Trichter.Platform.Language;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>TR: what the official rules do not see and who has to pay the invoice still wants to know.</summary>
internal static class OwnRules
{
    private const decimal Slack = 0.02m, OfficialTolerance = 1;

    private static readonly HashSet<XNamespace> Spaces =
    [
        UblNames.Invoice, UblNames.CreditNote, UblNames.Cac, UblNames.Cbc, CiiNames.Rsm, CiiNames.Ram, CiiNames.Udt, CiiNames.Qdt, Zugferd1.Root.Namespace,
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15", "urn:un:unece:uncefact:data:standard:QualifiedDataType:12",
    ];

    private static readonly XNamespace Extensions = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2";

    public static readonly ERule Unreadable = new("TR-01", Says("A value cannot be read."),
        file => file.Troubles.Select(trouble => new Told("Line {0} of the file, element {1}", trouble.Line, trouble.Element)));

    public static readonly ERule Foreign = new("TR-02", Says("The file has elements that belong to no invoice."), file => Strangers(file.Document.Root!).Select(name => new Told("Element {0}", name)).Take(5));

    public static readonly ERule[] All =
    [
        Unreadable,
        Foreign,
        Invoice("TR-03", Says("The specification identifier is none that is known (BT-24)."), invoice => invoice.Profile is not { } profile || IsKnown(profile)),
        Lines("TR-04", Says("The net amount of the line is far from quantity times price less allowances plus charges (BT-131)."), line => !(Off(line) > OfficialTolerance)),
        Lines("TR-05", Says("The net amount of the line differs a little from quantity times price less allowances plus charges (BT-131)."),
            line => Off(line) is not (> Slack and <= OfficialTolerance)).As(ESeverity.Warning),
        File("TR-06", Says("CII can name one preceding invoice only (BG-3)."), file => file.IsUbl || file.Invoice.Preceding.Count <= 1),
    ];

    private static bool IsKnown(string profile) => profile == EProfile.En16931
        || profile.StartsWith(EProfile.En16931 + "#", StringComparison.Ordinal)
        || profile.StartsWith("urn:factur-x.eu:1p0:", StringComparison.Ordinal)
        || profile.StartsWith("urn:zugferd.de:2p", StringComparison.Ordinal);

    private static decimal Off(ELine line) => line is not { Net: { } net, Quantity: { } quantity, Price: { } price } || line.BaseQuantity == 0
        ? 0
        : Math.Abs(net - (quantity * price / (line.BaseQuantity ?? 1)) - line.Charges.Sum(charge => charge.Amount ?? 0) + line.Allowances.Sum(allowance => allowance.Amount ?? 0));

    private static IEnumerable<string> Strangers(XElement root) => root.Descendants()
        .Where(element => !Spaces.Contains(element.Name.Namespace) && element.Name.Namespace != Extensions && element.Ancestors().All(ancestor => ancestor.Name.Namespace != Extensions))
        .Select(element => element.Name.LocalName).Distinct();
}

using System.Globalization;
using System.Xml.Linq;

namespace Trichter.Billing.EInvoices.Ubl;

/// <summary>The names of UBL 2.1. A leaf without a value and a group without leaves are left out.</summary>
internal static class UblNames
{
    public static readonly XNamespace Invoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";

    public static readonly XNamespace CreditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";

    public static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

    public static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    public static XElement? Leaf(string name, string? value, params XAttribute?[] attributes) => value is null ? null : new XElement(Cbc + name, attributes, value);

    public static XElement? Leaf(string name, DateOnly? value) => Leaf(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static XElement? Leaf(string name, Identifier? id) => id is null ? null : Leaf(name, id.Value, Attribute("schemeID", id.Scheme));

    public static XElement? Group(string name, params object?[] children)
    {
        var group = new XElement(Cac + name, children);
        return group.HasElements ? group : null;
    }

    public static XAttribute? Attribute(string name, string? value) => value is null ? null : new XAttribute(name, value);
}

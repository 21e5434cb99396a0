using System.Globalization;
using System.Xml.Linq;

namespace Trichter.Billing.EInvoices.Cii;

/// <summary>The names of UN/CEFACT CII D16B. A leaf without a value and a group without leaves are left out.</summary>
internal static class CiiNames
{
    public static readonly XNamespace Rsm = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";

    public static readonly XNamespace Ram = "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100";

    public static readonly XNamespace Udt = "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100";

    public static readonly XNamespace Qdt = "urn:un:unece:uncefact:data:standard:QualifiedDataType:100";

    public static XElement? Leaf(string name, string? value, params XAttribute?[] attributes) => value is null ? null : new XElement(Ram + name, attributes, value);

    public static XElement? Leaf(string name, Identifier? id) => id is null ? null : Leaf(name, id.Value, Attribute("schemeID", id.Scheme));

    public static XElement? Group(string name, params object?[] children)
    {
        var group = new XElement(Ram + name, children);
        return group.HasElements ? group : null;
    }

    public static XElement? Date(string name, DateOnly? date) => Date(name, Udt + "DateTimeString", date);

    public static XElement? Date(string name, XName leaf, DateOnly? date) =>
        date is null ? null : new XElement(Ram + name, new XElement(leaf, new XAttribute("format", "102"), date.Value.ToString("yyyyMMdd", CultureInfo.InvariantCulture)));

    public static XAttribute? Attribute(string name, string? value) => value is null ? null : new XAttribute(name, value);
}

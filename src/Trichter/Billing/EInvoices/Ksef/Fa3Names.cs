using System.Globalization;
using System.Xml.Linq;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>The names of FA(3). A leaf without a value and a group without leaves are left out.</summary>
internal static class Fa3Names
{
    public static readonly XNamespace Space = "http://crd.gov.pl/wzor/2025/06/25/13775/";

    public static XElement? Leaf(string name, string? value) => value is null ? null : new XElement(Space + name, value);

    public static XElement? Leaf(string name, DateOnly? value) => Leaf(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static XElement? Group(string name, params object?[] children)
    {
        var group = new XElement(Space + name, children);
        return group.HasElements ? group : null;
    }

    public static string Amount(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static string? Number(decimal? number, int decimals) => number is { } value ? Math.Round(value, decimals, MidpointRounding.AwayFromZero).ToString("0.########", CultureInfo.InvariantCulture) : null;

    public static string? Short(string? text, int longest) => text?.Length > longest ? text[..longest] : text;
}

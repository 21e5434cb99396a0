using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Trichter.Platform.Language;

namespace Trichter.Billing.EInvoices.Files;

/// <summary>An element of a received document, read by local names: <c>Text("Party/PartyName/Name")</c>.
/// What is there but cannot be understood becomes a trouble that names line and element, never an exception.</summary>
internal sealed partial class XmlView(XElement? element, List<ETrouble> troubles)
{
    public bool Exists => element is not null;

    public string? Name => element?.Name.LocalName;

    public IEnumerable<XmlView> All(string path) => Elements(path).Select(found => new XmlView(found, troubles));

    public XmlView First(string path) => new(Elements(path).FirstOrDefault(), troubles);

    public bool Has(string path) => Elements(path).Any();

    public string? Own => Said(element);

    public string? Text(string path) => Elements(path).Select(Said).FirstOrDefault(text => text is not null);

    public string? Raw(string path) => Elements(path).Select(found => found.Value).FirstOrDefault(text => text.Trim().Length > 0);

    public string? Attribute(string name) =>
        element?.Attributes().FirstOrDefault(found => found.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    public string? Attribute(string path, string name) => First(path).Attribute(name);

    public Identifier? Id(string path, string scheme = "schemeID", string version = "schemeVersionID") => First(path) is { Exists: true } found
        ? new(found.Own, found.Attribute(scheme), found.Attribute(version))
        : null;

    public bool? Flag(string path) => Text(path) switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    public decimal? Number(string path)
    {
        if (Elements(path).FirstOrDefault() is not { } found || Said(found) is not { } text)
            return null;

        if (text.Length < 30 && PlainNumber().IsMatch(text) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;

        return Refuse<decimal>(found, new("“{0}” is not a number", Short(text)));
    }

    /// <summary>A day; a month or a week, which CII can give too, is not one.</summary>
    public DateOnly? Date(string path)
    {
        if (Elements(path).FirstOrDefault() is not { } found || Said(found) is not { } text)
            return null;

        if (found.Attribute("format") is { Value: not "102" })
            return null;

        var day = WithZone().Replace(text, "");
        if (DateOnly.TryParseExact(day, ["yyyy-MM-dd", "yyyyMMdd", "yyyy-MM-ddT00:00:00"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;

        troubles.Add(new(new("“{0}” is not a date", Short(text)), ((IXmlLineInfo)found).LineNumber, found.Name.LocalName, IsGrave: false));
        return null;
    }

    public Several<byte>? Bytes(string path)
    {
        if (Elements(path).FirstOrDefault() is not { } found)
            return null;

        var text = found.Value;
        var bytes = new byte[text.Length];
        if (Convert.TryFromBase64String(text, bytes, out var count))
            return new(bytes[..count]);

        Refuse<int>(found, new("The attached file is damaged"));
        return null;
    }

    private IEnumerable<XElement> Elements(string path)
    {
        IEnumerable<XElement> found = element is null ? [] : [element];
        foreach (var step in path.Split('/').Where(step => step != "."))
            found = found.SelectMany(parent => parent.Elements().Where(child => child.Name.LocalName == step));

        return found;
    }

    private T? Refuse<T>(XElement found, Told reason)
        where T : struct
    {
        troubles.Add(new(reason, ((IXmlLineInfo)found).LineNumber, found.Name.LocalName));
        return null;
    }

    private static string? Said(XElement? found) => found?.Value.Trim() is { Length: > 0 } text ? text : null;

    private static string Short(string text) => text.Length > 40 ? text[..40] + "…" : text;

    [GeneratedRegex(@"^[+-]?(\d+(\.\d*)?|\.\d+)$")]
    private static partial Regex PlainNumber();

    [GeneratedRegex(@"(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex WithZone();
}

using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;

namespace Trichter.Orders.Incoming;

/// <summary>Reads an order in UBL 2.1. A file with a DTD is refused, as is one that is too large or nested too deeply.</summary>
public static class ReadUblOrder
{
    public const int LargestFile = 2 * 1024 * 1024;

    /// <summary>The profile whose sender waits for an answer.</summary>
    public const string Ordering = "urn:fdc:peppol.eu:poacc:bis:ordering:3";
    private const string Transaction = "urn:fdc:peppol.eu:poacc:trns:order:3";
    private const string OrderOnly = "urn:fdc:peppol.eu:poacc:bis:order_only:3";
    private const int Deepest = 40;
    private const int LongestText = 1000;
    private static readonly XNamespace Root = "urn:oasis:names:specification:ubl:schema:xsd:Order-2";
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    public static UblRead Read(byte[] bytes)
    {
        if (bytes.Length == 0) return new UblRead.Faulty(new Told("Choose a file."));
        if (bytes.Length > LargestFile) return new UblRead.Faulty(new Told("The file is larger than {0} MB.", LargestFile / 1024 / 1024));
        if (Parse(bytes) is not { } root) return new UblRead.Faulty(new Told("This is not XML, or it holds what an order must not hold."));
        if (root.Name != Root + "Order" || !Text(root, "CustomizationID").StartsWith(Transaction, StringComparison.Ordinal) || Text(root, "ProfileID") is not (Ordering or OrderOnly))
            return new UblRead.Faulty(new Told("This is not an order as Peppol writes it (ordering 3 or order-only 3)."));

        return Order(root);
    }

    private static XElement? Parse(byte[] bytes)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestFile };
        try
        {
            using (var deep = XmlReader.Create(new MemoryStream(bytes), settings))
                while (deep.Read())
                    if (deep.Depth > Deepest) return null;

            using var reader = XmlReader.Create(new MemoryStream(bytes), settings);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static UblRead Order(XElement root)
    {
        var (number, lines) = (Text(root, "ID"), root.Elements(Cac + "OrderLine").Select(line => line.Element(Cac + "LineItem")).ToList());
        if (number.Length is 0 or > Orders.Order.LongestNumber) return new UblRead.Faulty(new Told("The order has no number of up to {0} characters.", Orders.Order.LongestNumber));
        if (Day(Text(root, "IssueDate")) is not { } issued) return new UblRead.Faulty(new Told("The order has no day."));
        if (Text(root, "DocumentCurrencyCode") is not { Length: 3 } currency) return new UblRead.Faulty(new Told("The order names no currency."));
        if (lines.Count is 0 or > TheirLine.Most || lines.Any(line => line is null)) return new UblRead.Faulty(new Told("An order has 1 to {0} lines.", TheirLine.Most));

        var read = lines.ConvertAll(line => Line(line!));
        if (read.FindIndex(line => line is null) is var wrong and >= 0) return new UblRead.Faulty(new Told("Line {0} of the order has no quantity or price that can be counted with.", wrong + 1));

        var buyer = root.Element(Cac + "BuyerCustomerParty")?.Element(Cac + "Party");
        var delivery = root.Element(Cac + "Delivery");
        return new UblRead.Read(new TheirOrder
        {
            Number = number,
            IssuedOn = issued,
            Currency = currency,
            BuyerName = Some(Text(buyer?.Element(Cac + "PartyLegalEntity"), "RegistrationName"), Text(buyer?.Element(Cac + "PartyName"), "Name")),
            BuyerVat = buyer?.Elements(Cac + "PartyTaxScheme").Select(scheme => Text(scheme, "CompanyID")).FirstOrDefault(id => id.Length > 0) ?? "",
            Quote = Text(root.Element(Cac + "QuotationDocumentReference"), "ID"),
            WantedOn = Day(Text(delivery?.Element(Cac + "RequestedDeliveryPeriod"), "EndDate")),
            Delivery = Place(delivery?.Element(Cac + "DeliveryLocation")?.Element(Cac + "Address")),
            Note = Text(root, "Note"),
            Net = Number(Text(root.Element(Cac + "AnticipatedMonetaryTotal"), "TaxExclusiveAmount")) ?? Number(Text(root.Element(Cac + "AnticipatedMonetaryTotal"), "LineExtensionAmount")),
            WantsAnswer = Text(root, "ProfileID") == Ordering,
            Lines = [.. read.Select(line => line!)],
        }, root.ToString(SaveOptions.DisableFormatting));
    }

    /// <returns>Null when its numbers cannot be counted with.</returns>
    private static TheirLine? Line(XElement line)
    {
        var (item, price) = (line.Element(Cac + "Item"), line.Element(Cac + "Price"));
        var (amount, basis) = (Text(price, "PriceAmount"), Text(price, "BaseQuantity"));
        var quantity = Number(Text(line, "Quantity"));
        if (quantity is not > 0 || (amount.Length > 0 && Number(amount) is not >= 0) || (basis.Length > 0 && Number(basis) is not > 0)) return null;
        return new TheirLine(
            Text(line, "ID"), Text(item?.Element(Cac + "SellersItemIdentification"), "ID"), Text(item?.Element(Cac + "StandardItemIdentification"), "ID"), Text(item, "Name"),
            quantity.Value, line.Element(Cbc + "Quantity")?.Attribute("unitCode")?.Value ?? "", Number(amount), Number(basis) ?? 1, Number(Text(line, "LineExtensionAmount")));
    }

    private static DeliveryPlace? Place(XElement? address) => address is null ? null
        : new DeliveryPlace(Text(address, "StreetName"), Text(address, "PostalZone"), Text(address, "CityName"), Text(address.Element(Cac + "Country"), "IdentificationCode"));

    private static string Text(XElement? parent, string name)
    {
        var text = parent?.Element(Cbc + name)?.Value.Trim() ?? "";
        return text[..Math.Min(text.Length, LongestText)];
    }

    private static string Some(string first, string second) => first.Length > 0 ? first : second;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && TheirLine.CanBeCounted(value) ? value : null;

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

public abstract record UblRead
{
    /// <param name="Xml">What was read, without its encoding.</param>
    public sealed record Read(TheirOrder Order, string Xml) : UblRead;

    public sealed record Faulty(Told Why) : UblRead;
}

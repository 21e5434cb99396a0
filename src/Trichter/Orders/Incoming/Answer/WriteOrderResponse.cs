using System.Globalization;
using System.Xml.Linq;

namespace Trichter.Orders.Incoming.Answer;

/// <summary>Writes the answer in UBL 2.1 as Peppol wants it (order response 3), each element in the order of the schema. The parties are named as the customer's file names them.</summary>
internal static class WriteOrderResponse
{
    private const string Transaction = "urn:fdc:peppol.eu:poacc:trns:order_response:3";
    private static readonly XNamespace Root = "urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2";
    private static readonly XNamespace Cac = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";

    /// <param name="order">The file that is answered.</param>
    public static XDocument Write(OrderResponse response, XElement order, string ours)
    {
        var period = response.Promised is { } day ? new XElement(Cac + "Delivery", new XElement(Cac + "PromisedDeliveryPeriod", Leaf("EndDate", Day(day)))) : null;
        return new XDocument(new XDeclaration("1.0", "UTF-8", null), new XElement(Root + "OrderResponse",
            new XAttribute("xmlns", Root.NamespaceName), new XAttribute(XNamespace.Xmlns + "cac", Cac.NamespaceName), new XAttribute(XNamespace.Xmlns + "cbc", Cbc.NamespaceName),
            Leaf("CustomizationID", Transaction),
            Leaf("ProfileID", ReadUblOrder.Ordering),
            Leaf("ID", response.Id),
            Leaf("SalesOrderID", response.SalesOrder),
            Leaf("IssueDate", Day(response.On)),
            Leaf("OrderResponseCode", response.Code.ToString()),
            Leaf("Note", response.Note),
            Leaf("DocumentCurrencyCode", response.Currency),
            new XElement(Cac + "OrderReference", Leaf("ID", order.Element(Cbc + "ID")?.Value.Trim() ?? "")),
            new XElement(Cac + "SellerSupplierParty", Party(order.Element(Cac + "SellerSupplierParty"), ours)),
            new XElement(Cac + "BuyerCustomerParty", Party(order.Element(Cac + "BuyerCustomerParty"), "")),
            period,
            response.Lines.Select(line => Line(line, response.Currency))));
    }

    private static XElement Line(ResponseLine line, string currency) => new(Cac + "OrderLine",
        new XElement(Cac + "LineItem",
            Leaf("ID", line.Id),
            Leaf("LineStatusCode", Number((int)line.Status)),
            line.Quantity is { } quantity ? new XElement(Cbc + "Quantity", new XAttribute("unitCode", line.Unit), Number(quantity)) : null,
            line.Price is { } price
                ? new XElement(Cac + "Price",
                    new XElement(Cbc + "PriceAmount", new XAttribute("currencyID", currency), Number(Math.Round(price, 6))),
                    line.Basis == 1 ? null : new XElement(Cbc + "BaseQuantity", new XAttribute("unitCode", line.Unit), Number(line.Basis)))
                : null,
            new XElement(Cac + "Item",
                Leaf("Name", line.Name.Length > 0 ? line.Name : line.Article.Length > 0 ? line.Article : line.Id),
                line.Article.Length > 0 ? new XElement(Cac + "SellersItemIdentification", Leaf("ID", line.Article)) : null)),
        line.TheirId is { } id ? new XElement(Cac + "OrderLineReference", Leaf("LineID", id)) : null);

    /// <summary>Address, identifiers and name of a party, as the file has them.</summary>
    private static XElement Party(XElement? named, string otherwise)
    {
        var party = named?.Element(Cac + "Party");
        var name = party?.Element(Cac + "PartyLegalEntity")?.Element(Cbc + "RegistrationName")?.Value ?? party?.Element(Cac + "PartyName")?.Element(Cbc + "Name")?.Value ?? otherwise;
        return new XElement(Cac + "Party",
            party?.Element(Cbc + "EndpointID") is { } endpoint ? new XElement(endpoint) : null,
            party?.Elements(Cac + "PartyIdentification").Select(its => new XElement(its)),
            name.Trim().Length > 0 ? new XElement(Cac + "PartyLegalEntity", Leaf("RegistrationName", name.Trim())) : null);
    }

    private static XElement? Leaf(string name, string value) => value.Length == 0 ? null : new XElement(Cbc + name, value);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

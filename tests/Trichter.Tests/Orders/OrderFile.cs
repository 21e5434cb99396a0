using System.Text;

namespace Trichter.Tests.Orders;

/// <summary>An order as the system of a customer writes it.</summary>
internal sealed record OrderFile(string Number = "PO-77", string Vat = "DE136695976", string Name = "Straßenbau Petry AG", string Quote = "", string Currency = "EUR")
{
    public const string OrderOnly = "urn:fdc:peppol.eu:poacc:bis:order_only:3";
    public const string Ordering = "urn:fdc:peppol.eu:poacc:bis:ordering:3";

    public IReadOnlyList<(string Article, string Gtin, string Quantity, string Unit, string Price, string Net)> Lines { get; init; } = [];
    public string Profile { get; init; } = OrderOnly;
    public string Before { get; init; } = "";

    public byte[] Bytes => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>{Before}
        <Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:CustomizationID>urn:fdc:peppol.eu:poacc:trns:order:3</cbc:CustomizationID>
          <cbc:ProfileID>{Profile}</cbc:ProfileID>
          <cbc:ID>{Number}</cbc:ID>
          <cbc:IssueDate>2026-03-02</cbc:IssueDate>
          <cbc:DocumentCurrencyCode>{Currency}</cbc:DocumentCurrencyCode>
          {(Quote.Length == 0 ? "" : $"<cac:QuotationDocumentReference><cbc:ID>{Quote}</cbc:ID></cac:QuotationDocumentReference>")}
          <cac:BuyerCustomerParty><cac:Party>
            <cac:PartyTaxScheme><cbc:CompanyID>{Vat}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
            <cac:PartyLegalEntity><cbc:RegistrationName>{Name}</cbc:RegistrationName></cac:PartyLegalEntity>
          </cac:Party></cac:BuyerCustomerParty>
          <cac:SellerSupplierParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>Nordwerk GmbH</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:SellerSupplierParty>
          <cac:Delivery>
            <cac:DeliveryLocation><cac:Address><cbc:StreetName>Baustelle Süd</cbc:StreetName><cbc:CityName>Wismar</cbc:CityName><cbc:PostalZone>23966</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country></cac:Address></cac:DeliveryLocation>
            <cac:RequestedDeliveryPeriod><cbc:EndDate>2026-04-30</cbc:EndDate></cac:RequestedDeliveryPeriod>
          </cac:Delivery>
          {string.Concat(Lines.Select((line, index) => $"""
          <cac:OrderLine><cac:LineItem>
            <cbc:ID>{index + 1}</cbc:ID>
            <cbc:Quantity unitCode="{line.Unit}">{line.Quantity}</cbc:Quantity>
            {(line.Net.Length == 0 ? "" : $"<cbc:LineExtensionAmount currencyID=\"{Currency}\">{line.Net}</cbc:LineExtensionAmount>")}
            {(line.Price.Length == 0 ? "" : $"<cac:Price><cbc:PriceAmount currencyID=\"{Currency}\">{line.Price}</cbc:PriceAmount></cac:Price>")}
            <cac:Item><cbc:Name>Ware {index + 1}</cbc:Name>
              {(line.Article.Length == 0 ? "" : $"<cac:SellersItemIdentification><cbc:ID>{line.Article}</cbc:ID></cac:SellersItemIdentification>")}
              {(line.Gtin.Length == 0 ? "" : $"<cac:StandardItemIdentification><cbc:ID schemeID=\"0160\">{line.Gtin}</cbc:ID></cac:StandardItemIdentification>")}
            </cac:Item>
          </cac:LineItem></cac:OrderLine>
          """))}
        </Order>
        """);
}

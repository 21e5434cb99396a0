using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trichter.Platform.Language;
using static Trichter.Billing.EInvoices.Rules.ERule;
using static Trichter.Billing.EInvoices.Rules.StructureRules;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>CII-DT: attributes and elements that CII knows and EN 16931 does not allow. A row names an id and what it forbids.</summary>
internal static partial class CiiTypes
{
    private static readonly (string Id, string Attribute)[] OnIds = [("CII-DT-101", "schemeName"), ("CII-DT-102", "schemeAgencyName"), ("CII-DT-103", "schemeDataURI"), ("CII-DT-104", "schemeURI")];

    private static readonly (string Id, string Attribute)[] OnTypeCodes = [("CII-DT-008", "name"), ("CII-DT-009", "listURI")];

    private static readonly (string Id, string Attribute)[] OnAmounts = [("CII-DT-031", "currencyID"), ("CII-DT-032", "currencyCodeListVersionID")];

    private static readonly (string Id, string Attribute)[] OnQuantities = [("CII-DT-034", "unitCodeListID"), ("CII-DT-035", "unitCodeListAgencyID"), ("CII-DT-036", "unitCodeListAgencyName")];

    private static readonly (string Id, string Element)[] InReferences =
    [
        ("CII-DT-016", "StatusCode"), ("CII-DT-017", "CopyIndicator"), ("CII-DT-019", "GlobalID"), ("CII-DT-020", "RevisionID"), ("CII-DT-023", "Information"), ("CII-DT-025", "SectionName"),
        ("CII-DT-026", "PreviousRevisionID"), ("CII-DT-028", "EffectiveSpecifiedPeriod"), ("CII-DT-029", "IssuerTradeParty"), ("CII-DT-030", "AttachedSpecifiedBinaryFile"),
    ];

    private static readonly (string Id, string Element)[] InPeriods =
    [
        ("CII-DT-069", "DurationMeasure"), ("CII-DT-070", "InclusiveIndicator"), ("CII-DT-071", "Description"), ("CII-DT-073", "CompleteDateTime"), ("CII-DT-074", "OpenIndicator"), ("CII-DT-075", "SeasonCode"),
        ("CII-DT-076", "ID"), ("CII-DT-077", "Name"), ("CII-DT-078", "SequenceNumeric"), ("CII-DT-079", "StartDateFlexibilityCode"), ("CII-DT-080", "ContinuousIndicator"), ("CII-DT-081", "PurposeCode"),
    ];

    private static readonly (string Id, string Element)[] InAddresses =
    [
        ("CII-DT-082", "ID"), ("CII-DT-083", "PostOfficeBox"), ("CII-DT-084", "BuildingName"), ("CII-DT-086", "LineFour"), ("CII-DT-087", "LineFive"), ("CII-DT-088", "StreetName"),
        ("CII-DT-089", "CitySubDivisionName"), ("CII-DT-090", "CountryName"), ("CII-DT-091", "CountrySubDivisionID"), ("CII-DT-092", "AttentionOf"), ("CII-DT-093", "CareOf"), ("CII-DT-094", "BuildingNumber"),
        ("CII-DT-095", "DepartmentName"), ("CII-DT-096", "AdditionalStreetName"),
    ];

    public static readonly ERule[] All =
    [
        .. OnIds.Select(row => Without(row.Id, row.Attribute, element => element.Name.LocalName.EndsWith("ID", StringComparison.Ordinal))),
        .. OnTypeCodes.Select(row => Without(row.Id, row.Attribute, element => element.Name.LocalName == "TypeCode")),
        .. OnAmounts.Select(row => Without(row.Id, row.Attribute, element => element.Name.LocalName.EndsWith("Amount", StringComparison.Ordinal) && element.Name.LocalName != "TaxTotalAmount")),
        .. OnQuantities.Select(row => Without(row.Id, row.Attribute, element => element.Name.LocalName.EndsWith("Quantity", StringComparison.Ordinal))),
        .. InReferences.Select(row => Empty(row.Id, row.Element, element => element.Name.LocalName.EndsWith("ReferencedDocument", StringComparison.Ordinal))),
        .. InPeriods.Select(row => Empty(row.Id, row.Element, element => element.Name.LocalName == "BillingSpecifiedPeriod")),
        .. InAddresses.Select(row => Empty(row.Id, row.Element, element => element.Name.LocalName == "PostalTradeAddress")),
        Holds(false, "CII-DT-037", "//ApplicableTradeTax", Says("A tax other than VAT is given."), tax => At(tax, "TypeCode").All(type => type.Value.Trim() == "VAT")),
        Holds(false, "CII-DT-097", "//DateTimeString", Says("A date is not a day of the calendar in the form YYYYMMDD."), date => Attribute(date, "format") != "102" || Day().IsMatch(date.Value)),
    ];

    private static ERule Without(string id, string attribute, Func<XElement, bool> concerns) =>
        Anywhere(id, new("The attribute “{0}” is not allowed here.", attribute), element => concerns(element) && element.Attribute(attribute) is not null);

    private static ERule Empty(string id, string name, Func<XElement, bool> concerns) =>
        Anywhere(id, new("The element “{0}” is not allowed here.", name), element => concerns(element) && At(element, name).Any());

    private static ERule Anywhere(string id, Told text, Func<XElement, bool> isWrong) => new(id, text, file => file.Syntax != Files.ESyntax.Cii
        ? []
        : file.Document.Descendants().Where(isWrong).Select(element => element.Name.LocalName).Distinct().Select(name => new Told("Element {0}", name)));

    [GeneratedRegex(@"^\s*\d{4}(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])\s*$")]
    private static partial Regex Day();
}

using System.Text.Json;
using Trichter.Platform.Language;

namespace Trichter.Team.History;

/// <summary>What the fields of the ledger are called, and how their values are shown.</summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, Told> Names = new()
    {
        ["Name"] = new Told("Name"),
        ["FirstName"] = new Told("First name"),
        ["LastName"] = new Told("Last name"),
        ["Title"] = new Told("Title"),
        ["Salutation"] = new Told("Salutation"),
        ["Emails"] = new Told("E-mail addresses"),
        ["Email"] = new Told("E-mail"),
        ["Phones"] = new Told("Phones"),
        ["Phone"] = new Told("Phone"),
        ["Language"] = new Told("Language"),
        ["Tags"] = new Told("Tags"),
        ["LegalForm"] = new Told("Legal form"),
        ["VatNumber"] = new Told("VAT number"),
        ["RegisterNumber"] = new Told("Register number"),
        ["Domain"] = new Told("Domain"),
        ["Addresses"] = new Told("Addresses"),
        ["Employees"] = new Told("Employees"),
        ["Industry"] = new Told("Industry"),
        ["OwnerId"] = new Told("Owner"),
        ["CompanyId"] = new Told("Company"),
        ["ContactId"] = new Told("Contact"),
        ["PersonId"] = new Told("Person"),
        ["StageId"] = new Told("Stage"),
        ["Position"] = new Told("Position"),
        ["Outcome"] = new Told("Outcome"),
        ["OutcomeAt"] = new Told("Closed on"),
        ["ValueMinor"] = new Told("Value"),
        ["Currency"] = new Told("Currency"),
        ["ExpectedClose"] = new Told("Expected close"),
        ["Source"] = new Told("Source"),
        ["Product"] = new Told("Product"),
        ["Text"] = new Told("Text"),
        ["Severity"] = new Told("Severity"),
        ["Resolution"] = new Told("Resolution"),
        ["DueAt"] = new Told("Due"),
        ["Due"] = new Told("Due"),
        ["DoneAt"] = new Told("Done on"),
        ["DeletedAt"] = new Told("Deleted on"),
        ["StageEnteredAt"] = new Told("In the stage since"),
        ["Role"] = new Told("Role"),
    };

    public static string Of(string field, Texts texts) => Names.TryGetValue(field, out var name) ? texts[name] : field;

    /// <param name="names">What is known of records that a value may point to.</param>
    public static string Show(string field, JsonElement value, IReadOnlyDictionary<Guid, string> names, Texts texts) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => "–",
        JsonValueKind.True => texts["yes"],
        JsonValueKind.False => texts["no"],
        JsonValueKind.Number when field.EndsWith("Minor", StringComparison.Ordinal) => (value.GetInt64() / 100m).ToString("N2", texts.Culture),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String when value.TryGetGuid(out var id) => names.GetValueOrDefault(id, "…"),
        JsonValueKind.String when value.TryGetDateTime(out var at) => value.GetString()!.Length == 10 ? texts.Date(DateOnly.FromDateTime(at)) : texts.DateTime(at.ToUniversalTime()),
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? Translations.Knows(text) && !text.Contains(' ', StringComparison.Ordinal) ? texts[text] : text : "–",
        JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => string.Join(", ", value.EnumerateArray().Select(item => item.GetString())),
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Inside)),
        _ => Inside(value),
    };

    private static string Inside(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? string.Join(", ", value.EnumerateObject().Select(part => part.Value.ToString()).Where(part => part.Length > 0)) : value.ToString();
}

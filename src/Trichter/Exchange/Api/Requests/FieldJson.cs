using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Api.Requests;

/// <summary>
/// The fields of forms and imports as JSON: amounts and numbers as numbers, lists as arrays, days as yyyy-MM-dd, an empty
/// amount, number or day as null.
/// </summary>
internal static class FieldJson
{
    private static readonly char[] Separators = [';', ',', '\n'];

    public static void Write<T>(JsonObject into, T record, IEnumerable<FieldOf<T>> fields)
    {
        foreach (var field in fields.Where(field => field.Access != FieldAccess.Hidden)) into[field.Key] = Write(field.Kind, field.Read(record));
    }

    public static JsonNode? Of(DateOnly? day) => day is null ? null : Canonical.Of(day);

    private static JsonNode? Write(FieldKind kind, string text) => kind switch
    {
        FieldKind.Money or FieldKind.Number or FieldKind.Measure => text.Length == 0 ? null : JsonValue.Create(decimal.Parse(text, CultureInfo.InvariantCulture)),
        FieldKind.Date => text.Length == 0 ? null : text,
        FieldKind.List => new JsonArray([.. Canonical.List(text).Select(entry => (JsonNode)entry)]),
        _ => text,
    };

    /// <summary>The canonical text of a value, or what is wrong with its type.</summary>
    public static (string Text, Told? Fault) Read(FieldKind kind, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => ("", null),
        JsonValueKind.Number when kind is FieldKind.Money or FieldKind.Number or FieldKind.Measure => (value.GetRawText(), null),
        JsonValueKind.String when kind is FieldKind.Money or FieldKind.Number or FieldKind.Measure => Plain(value.GetString()!.Trim()),
        JsonValueKind.String => (Clean(value.GetString()!), null),
        JsonValueKind.Array when kind == FieldKind.List => ReadList(value),
        _ => ("", kind switch
        {
            FieldKind.Money => new Told("This is not an amount of money."),
            FieldKind.Number => new Told("This is not a whole number."),
            FieldKind.Measure => new Told("This is not a number."),
            FieldKind.List => new Told("This is not a list of texts."),
            _ => new Told("This is not a text."),
        }),
    };

    /// <summary>Forms take the separators of many countries; between programs a comma in a number is a mistake.</summary>
    private static (string Text, Told? Fault) Plain(string text) =>
        text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or '-') ? (text, null) : ("", new Told("This is not a number written like 1234.50."));

    private static (string Text, Told? Fault) ReadList(JsonElement list)
    {
        var entries = new List<string>();
        foreach (var entry in list.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.String) return ("", new Told("This is not a list of texts."));
            var text = Clean(entry.GetString()!);
            if (text.IndexOfAny(Separators) >= 0) return ("", new Told("An entry of a list has no comma, semicolon or line break."));
            entries.Add(text);
        }

        return (Canonical.Of(entries), null);
    }

    private static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal).Trim();
}

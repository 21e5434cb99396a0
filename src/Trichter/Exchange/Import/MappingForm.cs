using Trichter.Exchange.Columns;

namespace Trichter.Exchange.Import;

/// <summary>Reads the mapping that somebody chose on the page. What the page does not show stays as it was.</summary>
internal static class MappingForm
{
    private const int MostValues = 60;
    private static readonly string[] Creatable = ["company", "owner", "contact"];

    public static Mapping Read(IFormCollection form, Mapping before, IReadOnlyList<string> headers) => before with
    {
        Dialect = new WrittenDialect(Text(form, "encoding"), Text(form, "delimiter"), Text(form, "decimal"), Text(form, "dateFormat")),
        Mode = Enum.TryParse<ImportMode>(form["mode"], out var mode) ? mode : before.Mode,
        Match = Text(form, "match") is { } key ? [key] : before.Match is { Count: > 1 } ? before.Match : null,
        CreateMissing = [.. Creatable.Where(what => form.ContainsKey($"creates-{what}"))],
        Columns = ColumnsOf(form, headers, before),
        Values = ValuesOf(form, headers, before),
    };

    private static Dictionary<string, string> ColumnsOf(IFormCollection form, IReadOnlyList<string> headers, Mapping before)
    {
        var columns = new Dictionary<string, string>();
        for (var i = 0; i < headers.Count; i++)
            if ((Text(form, $"c-{i}") ?? Headers.Find(before.Columns, headers[i])) is { } target)
                columns[headers[i]] = target;
        return columns;
    }

    private static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ValuesOf(
        IFormCollection form, IReadOnlyList<string> headers, Mapping before)
    {
        var header = headers.Where((_, index) => form[$"c-{index}"] == "stage").FirstOrDefault();
        if (header is null || !form.ContainsKey("from-0")) return before.Values;

        var words = new Dictionary<string, string>(Headers.Find(before.Values, header, "stage") ?? new Dictionary<string, string>());
        for (var i = 0; i < MostValues && form.TryGetValue($"from-{i}", out var from); i++)
        {
            if (Text(form, $"to-{i}") is { } to) words[from.ToString()] = to;
            else words.Remove(from.ToString());
        }

        var values = before.Values.Where(pair => pair.Key != "stage" && Headers.Fold(pair.Key) != Headers.Fold(header)).ToDictionary();
        if (words.Count > 0) values[header] = words;
        return values;
    }

    private static string? Text(IFormCollection form, string name) => form[name].ToString() is { Length: > 0 } text ? text : null;
}

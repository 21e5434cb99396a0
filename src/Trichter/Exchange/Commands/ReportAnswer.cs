using System.Globalization;
using System.Text.Json;
using Trichter.Insight;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Commands;

/// <summary>Writes the result of a report for programs (json), spreadsheets (csv) or people (table).</summary>
internal static class ReportAnswer
{
    private static readonly JsonSerializerOptions Options = new(AsJson.Options) { WriteIndented = true };

    public static Task WriteAsync(TextWriter output, ReportResult result, string format) => format switch
    {
        "json" => output.WriteLineAsync(Json(result)),
        "csv" => WriteRowsAsync(result, cells => new CsvTable(output).WriteAsync(cells)),
        _ => WriteTableAsync(output, result),
    };

    public static string Json(ReportResult result) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["name"] = result.Name,
        ["process"] = result.ProcessKey,
        ["from"] = result.From,
        ["to"] = result.To,
        ["as_of"] = result.AsOf,
        ["population"] = result.Population,
        ["used"] = result.Used,
        ["excluded"] = result.Excluded,
        ["warnings"] = result.Warnings.ToDictionary(warning => warning.Key, warning => CommandContext.Say(warning.Value)),
        ["figures"] = Plain(result.Figures),
        ["rows"] = result.Rows.Select(Plain),
        ["tables"] = result.Tables.ToDictionary(table => table.Key, table => table.Value.Select(Plain)),
    }, Options);

    private static async Task WriteRowsAsync(ReportResult result, Func<IReadOnlyList<string?>, Task> write)
    {
        if (result.Rows.Count == 0) return;
        await write([.. result.Rows[0].Keys]);
        foreach (var row in result.Rows) await write([.. row.Values.Select(Text)]);
    }

    private static async Task WriteTableAsync(TextWriter output, ReportResult result)
    {
        await output.WriteLineAsync($"{result.Name}, {result.ProcessKey}, as of {result.AsOf:yyyy-MM-dd}: {result.Population} records, {result.Used} used");
        foreach (var (reason, count) in result.Excluded) await output.WriteLineAsync($"  excluded, {reason}: {count}");
        foreach (var warning in result.Warnings.Values) await output.WriteLineAsync($"  ! {CommandContext.Say(warning)}");
        foreach (var (name, value) in result.Figures) await output.WriteLineAsync($"  {name}: {Text(value)}");
        if (result.Rows.Count == 0) return;

        var lines = new List<IReadOnlyList<string?>>();
        await WriteRowsAsync(result, cells =>
        {
            lines.Add(cells);
            return Task.CompletedTask;
        });
        var widths = lines[0].Select((_, column) => lines.Max(line => line[column]?.Length ?? 0)).ToList();
        await output.WriteLineAsync();
        foreach (var line in lines)
            await output.WriteLineAsync(string.Join("  ", line.Select((cell, column) => (cell ?? "").PadRight(widths[column]))).TrimEnd());
    }

    private static Dictionary<string, object?> Plain(IReadOnlyDictionary<string, object?> values) =>
        values.ToDictionary(pair => pair.Key, pair => pair.Value switch
        {
            Told told => CommandContext.Say(told),
            Localized name => name.En,
            Enum word => word.ToString().ToLowerInvariant(),
            double.NaN => null,
            var other => other,
        });

    private static string Text(object? value) => value switch
    {
        null => "",
        Told told => CommandContext.Say(told),
        Localized name => name.En,
        double number => number.ToString("0.######", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        bool yes => yes ? "true" : "false",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}

using System.Text.Json;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Import;

/// <summary>A sentence kept as JSON, to be put into the words of whoever reads it later.</summary>
internal static class Sentence
{
    public static string Write(Told told) => AsJson.Write(Plain(told));

    public static Told Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    private static Told Read(JsonElement element) =>
        new(element.GetProperty("key").GetString()!, [.. element.GetProperty("data").EnumerateArray().Select(ReadValue)]);

    private static object? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty("key", out _) => Read(value),
        JsonValueKind.Number => value.GetInt64(),
        JsonValueKind.Null => null,
        _ => value.ToString(),
    };

    /// <summary>Only texts, whole numbers and further sentences survive being kept.</summary>
    private static Told Plain(Told told) => new(told.Key, [.. told.Data.Select(value => value switch
    {
        null or int or long => value,
        Told inner => Plain(inner),
        _ => value.ToString(),
    })]);
}

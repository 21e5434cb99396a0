using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Columns;

/// <summary>Reads and writes a mapping as a file that people can edit.</summary>
public static class MappingFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write(Mapping mapping) => JsonSerializer.Serialize(mapping, Options);

    public static MappingResult Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Mapping>(text, Options) is { } mapping && !HasNulls(mapping)
                ? new MappingResult.Readable(mapping)
                : new MappingResult.Faulty(new Told("The mapping file is empty."));
        }
        catch (JsonException fault)
        {
            return new MappingResult.Faulty(new Told("The mapping file is not understood: {0}", fault.Message));
        }
    }

    private static bool HasNulls(Mapping mapping) =>
        mapping.Columns is null || mapping.Values is null || mapping.Lists is null
        || mapping.Columns.Values.Any(target => target is null)
        || mapping.Values.Values.Any(words => words is null || words.Values.Any(word => word is null))
        || mapping.Lists.Values.Any(list => list is null || list.Any(value => value is null));
}

public abstract record MappingResult
{
    public sealed record Readable(Mapping Mapping) : MappingResult;

    public sealed record Faulty(Told Why) : MappingResult;
}

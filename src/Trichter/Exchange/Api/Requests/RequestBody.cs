using System.Globalization;
using System.Text.Json;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Api.Requests;

/// <summary>The JSON object of a request. What does not fit is gathered per name; what nobody asked for does not fit either.</summary>
internal sealed class RequestBody
{
    private const long Largest = 1024 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    private readonly Dictionary<string, JsonElement> values;
    private readonly HashSet<string> asked = [];
    private readonly Dictionary<string, Told> faults = [];

    private RequestBody(Dictionary<string, JsonElement> values) => this.values = values;

    /// <summary>Complete once everything has been asked for.</summary>
    public Dictionary<string, Told> Faults
    {
        get
        {
            foreach (var name in values.Keys.Where(name => !asked.Contains(name)))
                faults.TryAdd(name, new Told("There is no such field that can be set."));
            return faults;
        }
    }

    public bool IsFaulty => Faults.Count > 0;

    /// <exception cref="BadHttpRequestException">It is not a JSON object of at most 1 MB.</exception>
    public static async ValueTask<RequestBody> BindAsync(HttpContext http)
    {
        var request = http.Request;
        if (request.ContentLength == 0 || (request.ContentLength is null && !request.HasJsonContentType())) return new RequestBody([]);
        if (!request.HasJsonContentType()) throw new BadHttpRequestException("JSON is needed.", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > Largest) throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);

        try
        {
            var bytes = await ReadAsync(request.Body, http.RequestAborted);
            using var document = JsonDocument.Parse(bytes, Strict);
            var values = document.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => Whole(member.Value));
            return new RequestBody(values);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            throw new BadHttpRequestException("Not a JSON object.", malformed);
        }
    }

    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>The values sent for these fields, in canonical form, by key.</summary>
    /// <param name="trial">Each value is tried on this record, so that all faults of a request are told at once.</param>
    public Dictionary<string, string> Take<T>(IEnumerable<FieldOf<T>> fields, T trial)
    {
        var typed = new Dictionary<string, string>();
        foreach (var field in fields)
        {
            if (Ask(field.Key) is not { } value) continue;
            var (text, fault) = FieldJson.Read(field.Kind, value);
            if ((fault ?? field.Write(trial, text)) is { } why) faults[field.Key] = why;
            else typed[field.Key] = text;
        }

        return typed;
    }

    public string? Text(string name)
    {
        if (Ask(name) is not { } value) return null;
        var (text, fault) = FieldJson.Read(FieldKind.Text, value);
        if (fault is not null) faults[name] = fault;
        return text;
    }

    public Guid? Id(string name)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (Guid.TryParse(text, out var id)) return id;
        faults.TryAdd(name, new Told("This is not an id."));
        return null;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        faults.TryAdd(name, new Told("This is not a date."));
        return null;
    }

    /// <summary>With its distance from UTC; brought into UTC.</summary>
    public DateTime? Instant(string name)
    {
        if (Text(name) is not { Length: > 0 } text) return null;
        if (DateTimeOffset.TryParseExact(text, ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.UtcDateTime;
        faults.TryAdd(name, new Told("This is not an instant."));
        return null;
    }

    /// <summary>A number as forms and files write it; empty where none was sent.</summary>
    public string Written(string name, FieldKind kind)
    {
        if (Ask(name) is not { } value) return "";
        var (text, fault) = FieldJson.Read(kind, value);
        if (fault is not null) faults[name] = fault;
        return text;
    }

    public int? Whole(string name)
    {
        if (Written(name, FieldKind.Number) is not { Length: > 0 } text) return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        faults.TryAdd(name, new Told("This is not a whole number."));
        return null;
    }

    public bool Flag(string name)
    {
        if (Ask(name) is not { } value || value.ValueKind is JsonValueKind.Null or JsonValueKind.False) return false;
        if (value.ValueKind != JsonValueKind.True) faults[name] = new Told("Only true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    public IReadOnlyList<string> Texts(string name)
    {
        if (Ask(name) is not { } value) return [];
        var (text, fault) = FieldJson.Read(FieldKind.List, value);
        if (fault is not null) faults[name] = fault;
        return Canonical.List(text);
    }

    /// <summary>The members of an object of that name; null where none was sent.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Members(string name)
    {
        if (Ask(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return value.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        faults[name] = new Told("This is not an object.");
        return null;
    }

    /// <summary>The objects of an array of that name, each with its members.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>> Objects(string name)
    {
        if (Ask(name) is not { } value) return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.Object))
            return [.. value.EnumerateArray().Select(entry => entry.EnumerateObject().ToDictionary(member => member.Name, member => member.Value))];
        faults[name] = new Told("This is not a list of objects.");
        return [];
    }

    public void Fault(string name, Told why) => faults[name] = why;

    private JsonElement? Ask(string name)
    {
        asked.Add(name);
        return values.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>Half a character is found here rather than where the text is used.</summary>
    private static JsonElement Whole(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String) value.GetString();
        if (value.ValueKind == JsonValueKind.Array) foreach (var entry in value.EnumerateArray()) Whole(entry);
        return value.Clone();
    }

    private static async Task<byte[]> ReadAsync(Stream body, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16384];
        for (int read; (read = await body.ReadAsync(buffer, cancellation)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > Largest) throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);
        }

        return content.ToArray();
    }
}

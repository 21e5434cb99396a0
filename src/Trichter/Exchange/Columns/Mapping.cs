using System.Text.Json.Serialization;
using Trichter.Exchange.Import;

namespace Trichter.Exchange.Columns;

/// <summary>How the columns of a file become fields of records. What is left out is detected or usual (docs/import.md).</summary>
public sealed record Mapping
{
    public required ImportKind As { get; init; }

    /// <summary>Key or name of the process that deals go into; null for the first.</summary>
    public string? Process { get; init; }

    public WrittenDialect? Dialect { get; init; }
    public ImportMode Mode { get; init; } = ImportMode.Upsert;

    /// <summary>The targets by which a row finds the record it speaks about, tried in this order; null for the usual ones.</summary>
    public IReadOnlyList<string>? Match { get; init; }

    /// <summary>What is entered along when nobody knows it yet: "company", "owner", "contact". Null for company and owner.</summary>
    public IReadOnlyList<string>? CreateMissing { get; init; }

    /// <summary>IANA name of the zone of times that name none; null for the workspace's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Header → target.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Header → value in the file → value to be read instead.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Values { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Header or target → the values that are expected; others are reported, not refused.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Lists { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public bool Creates(string what) => (CreateMissing ?? UsuallyCreated).Contains(what, StringComparer.OrdinalIgnoreCase);

    public static readonly IReadOnlyList<string> UsuallyCreated = ["company", "owner"];
}

/// <summary>How a file is written, as far as somebody said so.</summary>
/// <param name="Encoding">utf-8, windows-1252, windows-1250, iso-8859-2, utf-16.</param>
/// <param name="Delimiter">One character, or "tab".</param>
/// <param name="DecimalSeparator">"," or ".".</param>
/// <param name="DateFormat">For instance dd.MM.yyyy.</param>
public sealed record WrittenDialect(string? Encoding = null, string? Delimiter = null, [property: JsonPropertyName("decimal")] string? DecimalSeparator = null, string? DateFormat = null);

/// <summary>What a row may do.</summary>
public enum ImportMode
{
    [Platform.Language.Says("Create and update")] Upsert,
    [Platform.Language.Says("Only create new ones")] Create,
    [Platform.Language.Says("Only update known ones")] Update,
}

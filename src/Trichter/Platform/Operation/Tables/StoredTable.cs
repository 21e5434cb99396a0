using System.Text.Json.Serialization;

namespace Trichter.Platform.Operation.Tables;

/// <summary>A table as it lies in a database, in words that every database shares.</summary>
/// <param name="Columns">Those that are copied. Numbers that the database gives out itself and computed columns are not among them.</param>
public sealed record StoredTable(string Name, IReadOnlyList<StoredColumn> Columns)
{
    /// <summary>The names of the columns, quoted, for an SQL statement.</summary>
    [JsonIgnore]
    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));
}

/// <summary>A column and what it holds.</summary>
public sealed record StoredColumn(string Name, ColumnKind Kind);

/// <summary>What a column holds. Every value travels as text, or as null; this says in which form.</summary>
public enum ColumnKind
{
    /// <summary>Any text, without U+0000.</summary>
    Text,

    /// <summary>Lower-case hexadecimal with hyphens.</summary>
    Id,

    /// <summary>UTC, to the microsecond: 2026-03-02T09:00:00.000000Z.</summary>
    Instant,

    /// <summary>2026-03-02.</summary>
    Day,

    /// <summary>A whole number of up to 64 bits.</summary>
    Whole,

    /// <summary>A number with a binary fraction, written so that it reads back the same.</summary>
    Fraction,

    /// <summary>"true" or "false".</summary>
    YesNo,

    /// <summary>Hexadecimal.</summary>
    Bytes,
}

using Trichter.Platform.Language;

namespace Trichter.Platform.Fields;

/// <summary>
/// One field of a kind of record, as forms, imports, exports and criteria see it: read and written as text in one canonical form
/// (dates yyyy-MM-dd, amounts 1234.50, lists separated by "; ").
/// </summary>
/// <param name="Key">Stable, lower case with underscores; used in mapping files and criteria.</param>
/// <param name="Label">English; translated when shown.</param>
/// <param name="Write">Sets the value; a value that does not fit leaves the record alone and says why.</param>
public sealed record FieldOf<T>(string Key, string Label, FieldKind Kind, Func<T, string> Read, Func<T, string, Told?> Write)
{
    /// <summary>Other headings under which files carry this field.</summary>
    public string[] AlsoCalled { get; init; } = [];

    /// <summary>What whoever asks may do with it.</summary>
    public FieldAccess Access { get; init; }

    public int Longest { get; init; } = 400;
}

public enum FieldKind
{
    Text,
    LongText,
    Money,
    Date,
    Number,
    Choice,
    List,
}

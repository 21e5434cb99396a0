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

    /// <summary>The name that the workspace gave it; null for a field that records are built with.</summary>
    public Localized? Called { get; init; }

    /// <summary>What can be chosen, by what is stored, in the words of whoever asks.</summary>
    public IReadOnlyList<(string Key, string Label)> Options { get; init; } = [];

    /// <summary>How a canonical value is shown; null where it is shown as it is.</summary>
    public Func<string, string>? Show { get; init; }

    /// <summary>What somebody typed, in canonical form; null where the kind of field says it.</summary>
    public Func<string, string>? Typed { get; init; }

    public string LabelIn(Texts texts) => Called is { } name ? texts[name] : texts[Label];
}

public enum FieldKind
{
    Text,
    LongText,
    Money,
    Date,
    Number,

    /// <summary>A number that may have digits after the point.</summary>
    Measure,
    Choice,
    List,
}

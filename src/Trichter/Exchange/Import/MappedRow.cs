using Trichter.Deals.History;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Import;

/// <summary>One row of the file as its mapping understands it: values by target, in canonical form. Blank cells are absent.</summary>
internal sealed class MappedRow(FileRow source)
{
    public int Line => source.Line;
    public IReadOnlyList<string> Cells => source.Cells;

    /// <summary>Target → canonical text.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>Target → when, for the dates of a deal's way.</summary>
    public Dictionary<string, Moment> Moments { get; } = [];

    /// <summary>Label → text, for the fields that the file brings along.</summary>
    public Dictionary<string, string> Custom { get; } = [];

    /// <summary>What is wrong with the row, found while it was read.</summary>
    public RowFault? Fault { get; set; }

    public string this[string target] => Values.GetValueOrDefault(target, "");

    public bool Has(string target) => Values.ContainsKey(target);

    public void Join(string target, string value) =>
        Values[target] = Values.TryGetValue(target, out var before) ? $"{before}; {value}" : value;

    /// <summary>Entries into stages by their own columns: stage key and moment.</summary>
    public IEnumerable<(string StageKey, Moment At)> StageEntries =>
        Moments.Where(pair => pair.Key.StartsWith(Target.EnteredPrefix, StringComparison.Ordinal))
            .Select(pair => (pair.Key[Target.EnteredPrefix.Length..], pair.Value));
}

/// <summary>Why a row is refused.</summary>
/// <param name="Column">The target or header it is about; empty for the row as a whole.</param>
internal sealed record RowFault(string Column, Told Why);

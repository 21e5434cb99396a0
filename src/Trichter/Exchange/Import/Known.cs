using Trichter.Platform.Language;

namespace Trichter.Exchange.Import;

/// <summary>The records that the rows of a portion may speak about, found in few queries and kept by their match keys.</summary>
/// <param name="valueOf">The value of a match key in a row, in the form in which it is compared; empty for none.</param>
internal sealed class Known<T>(Portion portion, Func<MappedRow, string, string> valueOf) where T : class
{
    private readonly Dictionary<(string Key, string Value), T> records = [];

    /// <summary>The values by which rows of this portion look for records, for the query.</summary>
    public List<string> Wanted(string key) => !portion.Plan.Match.Contains(key) ? [] :
        [.. portion.Rows.Select(row => valueOf(row, key)).Where(value => value.Length > 0).Distinct()];

    public void Add(string key, string value, T record)
    {
        if (value.Length > 0) records.TryAdd((key, value), record);
    }

    /// <summary>The record a row speaks about: by the first of its keys that finds one.</summary>
    public T? For(MappedRow row) => portion.Plan.Match
        .Select(key => records.GetValueOrDefault((key, valueOf(row, key)))).FirstOrDefault(record => record is not null);

    /// <summary>Keeps a new record, so that a later row of the file finds it.</summary>
    public void Remember(MappedRow row, T record)
    {
        foreach (var key in portion.Plan.Match)
        {
            Add(key, valueOf(row, key), record);
            if (portion.IsDryRun && valueOf(row, key) is { Length: > 0 } value) portion.Seen.Add($"{key}\n{value}");
        }
    }

    public bool WasSeen(MappedRow row) => portion.IsDryRun && portion.Plan.Match
        .Any(key => valueOf(row, key) is { Length: > 0 } value && portion.Seen.Contains($"{key}\n{value}"));

    /// <summary>Whether the row may go on, given what it found; else it is refused.</summary>
    public bool Allows(MappedRow row, T? found)
    {
        var isKnown = found is not null || WasSeen(row);
        var key = portion.Plan.Match.FirstOrDefault(its => valueOf(row, its).Length > 0) ?? "";

        if (portion.Plan.Mapping.Mode == Columns.ImportMode.Update && !isKnown)
            portion.Refuse(row, key, new Told("There is no such record to update."));
        else if (portion.Plan.Mapping.Mode == Columns.ImportMode.Create && isKnown)
            portion.Refuse(row, key, new Told("There is such a record already."));
        else
            return true;
        return false;
    }
}

using Trichter.Platform.Fields;

namespace Trichter.Exchange.Import;

/// <summary>Writes the plain values of a row onto a record, all or none.</summary>
internal sealed class PlainFields<T>(IReadOnlyList<FieldOf<T>> fields)
{
    private readonly Dictionary<string, FieldOf<T>> byKey = fields.ToDictionary(field => field.Key);

    /// <summary>Writes onto a record that nobody keeps yet; says what does not fit.</summary>
    public RowFault? Write(MappedRow row, T record)
    {
        foreach (var (target, value) in row.Values)
            if (byKey.TryGetValue(target, out var field) && field.Write(record, value) is { } why)
                return new RowFault(target, why);
        return null;
    }

    /// <summary>Writes onto a kept record only what differs; the values are known to fit.</summary>
    public void Change(MappedRow row, T record)
    {
        foreach (var (target, value) in row.Values)
            if (byKey.TryGetValue(target, out var field) && field.Read(record) != value)
                field.Write(record, value);
    }

    /// <summary>The fields the file brings along, over those that are there. The same dictionary when nothing changes.</summary>
    public static Dictionary<string, string> Custom(Dictionary<string, string> before, MappedRow row) =>
        row.Custom.All(pair => before.GetValueOrDefault(pair.Key) == pair.Value)
            ? before
            : before.Concat(row.Custom).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
}

using Trichter.Platform.Language;

namespace Trichter.Platform.Fields;

/// <summary>
/// Saves a form onto a record that may have changed meanwhile: what I did not touch keeps the others' value,
/// what both changed is a conflict that I decide, what does not fit is a fault beside its field.
/// </summary>
public static class FieldMerge
{
    /// <param name="original">The values the form was opened with, by key.</param>
    /// <param name="typed">The values the form came back with, canonical, by key; absent fields are not touched.</param>
    public static MergeResult Apply<T>(
        T record, IEnumerable<FieldOf<T>> fields, IReadOnlyDictionary<string, string> original, IReadOnlyDictionary<string, string> typed)
    {
        var faults = new Dictionary<string, Told>();
        var conflicts = new Dictionary<string, string>();

        foreach (var field in fields.Where(field => typed.ContainsKey(field.Key)))
        {
            var mine = typed[field.Key];
            var current = field.Read(record);
            if (mine == current) continue;

            var opened = original.GetValueOrDefault(field.Key, current);
            if (mine == opened) continue;
            if (current != opened) conflicts[field.Key] = current;
            else if (field.Write(record, mine) is { } why) faults[field.Key] = why;
        }

        return new MergeResult(faults, conflicts);
    }
}

/// <param name="Faults">Field → what is wrong with the value typed.</param>
/// <param name="Conflicts">Field → the value that somebody else saved meanwhile.</param>
public sealed record MergeResult(IReadOnlyDictionary<string, Told> Faults, IReadOnlyDictionary<string, string> Conflicts)
{
    public bool IsClean => Faults.Count == 0 && Conflicts.Count == 0;
}

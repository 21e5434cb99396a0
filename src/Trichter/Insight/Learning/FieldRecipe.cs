namespace Trichter.Insight.Learning;

/// <summary>How one field becomes columns. Plain data, so that a model can be kept and read again.</summary>
/// <param name="Levels">Of words: those with a column of their own, in ordinal order.</param>
/// <param name="HasOther">Of words: the rare ones have a column together.</param>
/// <param name="Median">Of numbers: what stands for a missing one.</param>
/// <param name="HasMissing">Of numbers: a column says that it was missing.</param>
public sealed record FieldRecipe(
    string Field, bool IsNumber, IReadOnlyList<string> Levels, bool HasOther, double Median, double Mean, double Deviation, bool HasMissing)
{
    private Dictionary<string, int>? places;

    public int Width => IsNumber ? (Deviation > 0 ? 1 : 0) + (HasMissing ? 1 : 0) : Levels.Count + (HasOther ? 1 : 0);

    public IEnumerable<string> Columns
    {
        get
        {
            if (IsNumber && Deviation > 0) yield return Field;
            if (IsNumber && HasMissing) yield return $"{Field} missing";
            foreach (var level in Levels) yield return $"{Field}={level}";
            if (HasOther) yield return $"{Field}={Recipe.Other}";
        }
    }

    internal static FieldRecipe OfWords(Field field, IReadOnlyList<int> rows, int rare)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows) counts[field.Words![row]] = counts.GetValueOrDefault(field.Words[row]) + 1;
        return new FieldRecipe(
            field.Name, false, [.. counts.Where(level => level.Value >= rare).Select(level => level.Key).Order(StringComparer.Ordinal)],
            counts.Any(level => level.Value < rare), 0, 0, 0, false);
    }

    internal static FieldRecipe OfNumbers(Field field, IReadOnlyList<int> rows)
    {
        var known = rows.Select(row => field.Numbers![row]).OfType<double>().Order().ToArray();
        var median = known.Length == 0 ? 0 : (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2;
        var mean = rows.Count == 0 ? 0 : rows.Sum(row => field.Numbers![row] ?? median) / rows.Count;
        var square = rows.Count == 0 ? 0 : rows.Sum(row => Math.Pow((field.Numbers![row] ?? median) - mean, 2)) / rows.Count;
        return new FieldRecipe(field.Name, true, [], false, median, mean, square < 1e-24 ? 0 : Math.Sqrt(square), known.Length < rows.Count);
    }

    internal void Add(Design design, int first, Field field, int row)
    {
        if (IsNumber) AddNumber(design, first, field.Numbers![row]);
        else if (PlaceOf(field.Words![row]) is { } place) design.Add(first + place, 1);
    }

    private void AddNumber(Design design, int first, double? number)
    {
        if (Deviation > 0) design.Add(first, ((number ?? Median) - Mean) / Deviation);
        if (HasMissing && number is null) design.Add(first + (Deviation > 0 ? 1 : 0), 1);
    }

    private int? PlaceOf(string word)
    {
        places ??= Levels.Select((level, place) => (level, place)).ToDictionary(one => one.level, one => one.place, StringComparer.Ordinal);
        return places.TryGetValue(word, out var found) ? found : HasOther ? Levels.Count : null;
    }
}

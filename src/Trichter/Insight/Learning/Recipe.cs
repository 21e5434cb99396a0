namespace Trichter.Insight.Learning;

/// <summary>
/// How fields become columns of numbers (metrics 4.3): everything is learned from training rows. A kept level is a column of 0 and 1, rare
/// levels share one; numbers are centred and scaled, what is missing counts as the median and gets a column that says so.
/// </summary>
public sealed record Recipe(IReadOnlyList<FieldRecipe> Fields)
{
    public const string Missing = "(missing)";
    public const string Other = "(other)";
    public const int RareBelow = 20;

    public int Width => Fields.Sum(its => its.Width);

    public IEnumerable<string> Columns => Fields.SelectMany(its => its.Columns);

    public static Recipe Learn(IReadOnlyList<Field> fields, IReadOnlyList<int> rows, int rare = RareBelow) =>
        new([.. fields.Select(field => field.Numbers is null ? FieldRecipe.OfWords(field, rows, rare) : FieldRecipe.OfNumbers(field, rows))]);

    /// <param name="fields">Found by their names; there may be more.</param>
    public Design Encode(IReadOnlyList<Field> fields, IReadOnlyList<int> rows)
    {
        var its = Fields.Select(one => fields.First(given => given.Name == one.Field)).ToArray();
        var design = new Design(Width, rows.Count, rows.Count * Fields.Count);
        foreach (var row in rows)
        {
            var first = 0;
            for (var index = 0; index < Fields.Count; index++)
            {
                Fields[index].Add(design, first, its[index], row);
                first += Fields[index].Width;
            }

            design.EndRow();
        }

        return design;
    }

    /// <summary>Keeps the most frequent columns only, where there are few cases to learn from.</summary>
    public Recipe Narrowed(int most, IReadOnlyList<Field> fields, IReadOnlyList<int> rows)
    {
        if (Width <= most) return this;

        var byField = fields.ToDictionary(field => field.Name);
        var kept = Fields.Where(field => field.IsNumber).Take(most).ToList();
        var room = most - kept.Sum(field => field.Width);
        var levels = Fields.Where(field => !field.IsNumber)
            .SelectMany(field => field.Levels.Select(level => (field.Field, Level: level, Count: rows.Count(row => byField[field.Field].Words![row] == level))))
            .OrderByDescending(one => one.Count).Take(Math.Max(0, room)).ToLookup(one => one.Field, one => one.Level);
        return new Recipe([.. Fields.Where(field => kept.Contains(field) || levels.Contains(field.Field))
            .Select(field => field.IsNumber ? field : field with { Levels = [.. levels[field.Field].Order(StringComparer.Ordinal)], HasOther = false })]);
    }
}

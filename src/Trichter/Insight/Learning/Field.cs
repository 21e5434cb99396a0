namespace Trichter.Insight.Learning;

/// <summary>One input of a model with a value for each case: either words or numbers. Null, or an empty word, is "nobody knows".</summary>
public sealed class Field
{
    private Field(string name, string[]? words, double?[]? numbers) => (Name, Words, Numbers) = (name, words, numbers);

    public string Name { get; }
    public IReadOnlyList<string>? Words { get; }
    public IReadOnlyList<double?>? Numbers { get; }
    public int Count => Words?.Count ?? Numbers!.Count;

    public static Field Of(string name, IEnumerable<string?> words) => new(name, [.. words.Select(Normal)], null);

    public static Field Of(string name, IEnumerable<double?> numbers) => new(name, null, [.. numbers]);

    public bool IsFilled(int row) => Numbers is null ? Words![row] != Recipe.Missing : Numbers[row] is not null;

    private static string Normal(string? word) => string.IsNullOrWhiteSpace(word) ? Recipe.Missing : word.Trim().ToLowerInvariant();
}

using System.Globalization;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Team.CustomFields;

/// <summary>A field that the workspace adds to its companies, people or deals. Values lie with the record, in canonical form.</summary>
public sealed class CustomField : IRecorded, IVersioned, IRetirable
{
    public const int LongestKey = 80;
    public const string Prefix = "custom:";

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>The kind of record, by its name in the ledger: "Deal".</summary>
    public required string Record { get; init; }

    /// <summary>Under which its values lie with the record; unique there, and never changed.</summary>
    public required string Key { get; init; }

    public required Localized Label { get; set; }

    /// <summary>Never changed, so that the values that are there keep fitting.</summary>
    public required CustomFieldType Type { get; init; }

    /// <summary>What can be chosen, for <see cref="CustomFieldType.Choice"/>.</summary>
    public List<CustomOption> Options { get; set; } = [];

    /// <summary>The key of its <see cref="RelationTarget"/>, for <see cref="CustomFieldType.Relation"/>.</summary>
    public string Target { get; init; } = "";

    /// <summary>What it computes, for <see cref="CustomFieldType.Formula"/>; in the language of <see cref="Formula"/>.</summary>
    public string Formula { get; set; } = "";

    /// <summary>What a formula results in.</summary>
    public CustomFieldType Result { get; init; } = CustomFieldType.Number;

    public int Position { get; set; }
    public DateTime? RetiredAt { get; set; }

    /// <summary>Whether every record's value can be filtered and sorted by; false while the records are being read.</summary>
    [NotRecorded] public bool IsIndexed { get; set; }

    /// <summary>The last record that was read, while they are.</summary>
    [NotRecorded] public Guid? IndexedTo { get; set; }

    public int Version { get; private set; }

    /// <summary>As forms, filters and criteria name it.</summary>
    public string Name => Prefix + Key;

    /// <summary>The type of its values; for a formula, of what it results in.</summary>
    public CustomFieldType ValueType => Type == CustomFieldType.Formula ? Result : Type;

    public bool IsNumeric => ValueType is CustomFieldType.Number or CustomFieldType.Money;

    public void Retire(DateTime at) => RetiredAt = at;

    /// <summary>The value of a record in canonical form; empty where there is none, or where a formula has no result.</summary>
    public string Of(IHasCustomFields record) =>
        Type == CustomFieldType.Formula ? CustomFields.Formula.Of(Formula, Result, record) : record.Custom.GetValueOrDefault(Key, "");

    /// <summary>Brings a value into canonical form.</summary>
    /// <param name="text">Numbers with a point, days as yyyy-MM-dd, an option by its key or its name in any language, a related record by its id.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public Told? Read(string text, out string canonical)
    {
        canonical = text;
        if (text.Length == 0) return null;

        switch (Type)
        {
            case CustomFieldType.Number or CustomFieldType.Money:
                if (!decimal.TryParse(text, Canonical.Plain, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > 90_000_000_000_000m) return new Told("This is not a number.");
                canonical = Type == CustomFieldType.Money ? Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture) : number.ToString("0.####", CultureInfo.InvariantCulture);
                return null;
            case CustomFieldType.Date:
                return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : new Told("This is not a date.");
            case CustomFieldType.YesNo:
                if (YesNoWords.Read(text) is not { } yes) return new Told("Only yes or no.");
                canonical = yes ? YesNoWords.Yes : YesNoWords.No;
                return null;
            case CustomFieldType.Choice:
                if (Options.Find(option => option.Key == text) is not { } chosen && (chosen = Options.Find(option => option.Label.Is(text))) is null) return new Told("{0} is not among what can be chosen.", text);
                canonical = chosen.Key;
                return null;
            case CustomFieldType.Relation:
                return Guid.TryParse(text, out _) ? null : new Told("Nothing is called {0} here, or several are.", text);
            case CustomFieldType.Formula:
                return new Told("This field is computed.");
            default:
                return text.Length > Longest ? new Told("At most {0} characters.", Longest) : null;
        }
    }

    private int Longest => Type == CustomFieldType.LongText ? 4_000 : 400;
}

/// <param name="Key">What lies with the record; unique in its field.</param>
public sealed record CustomOption(string Key, Localized Label)
{
    /// <summary>Choices as somebody types them: one a line, "English | German | Polish" where they differ.</summary>
    /// <param name="known">What can be chosen so far: a choice that keeps its words, or its place, keeps what lies with the records.</param>
    public static List<CustomOption> ReadAll(string text, IReadOnlyList<CustomOption> known)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return [.. lines.Select((line, place) =>
        {
            var label = line.Split('|', StringSplitOptions.TrimEntries) is [var en, var de, var pl] ? new Localized(en, de, pl) : Localized.Same(line);
            var before = known.FirstOrDefault(option => option.Label == label || option.Key == label.En) ?? (known.Count == lines.Count ? known[place] : null);
            return new CustomOption(before?.Key ?? label.In("en"), label);
        }).DistinctBy(option => option.Key)];
    }

    public static string WriteAll(IEnumerable<CustomOption> options) =>
        string.Join('\n', options.Select(option => option.Label == Localized.Same(option.Label.En) ? option.Label.En : $"{option.Label.En} | {option.Label.De} | {option.Label.Pl}"));
}

public enum CustomFieldType
{
    [Says("Text")] Text,
    [Says("Long text")] LongText,
    [Says("Number")] Number,
    [Says("Money")] Money,
    [Says("Date")] Date,
    [Says("Yes or no")] YesNo,
    [Says("Choice")] Choice,
    [Says("Related record")] Relation,
    [Says("Formula")] Formula,
}

/// <summary>How files and people write yes and no.</summary>
public static class YesNoWords
{
    public const string Yes = "yes";
    public const string No = "no";

    private static readonly HashSet<string> Affirmed = new(["yes", "y", "true", "1", "ja", "j", "wahr", "tak", "t", "prawda", "x"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Denied = new(["no", "n", "false", "0", "nein", "falsch", "nie", "fałsz"], StringComparer.OrdinalIgnoreCase);

    public static bool? Read(string text) => Affirmed.Contains(text.Trim()) ? true : Denied.Contains(text.Trim()) ? false : null;
}

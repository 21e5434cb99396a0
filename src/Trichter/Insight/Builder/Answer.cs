using Trichter.Platform.Language;

namespace Trichter.Insight.Builder;

/// <summary>What an own report found, as a table: groups of two dimensions, one figure for each pair and each total. Counts of the cells add up to the population.</summary>
public sealed class Answer
{
    /// <summary>More rows, or columns, are put together into "the rest".</summary>
    public const int MostRows = 200;

    public const int MostColumns = 24;

    private const string Rest = "\u0001rest";

    private readonly Dictionary<(string? Row, string? Column), List<Part>> cells = [];
    private readonly Totalling totalling;
    private readonly int steps;
    private readonly bool isMeasured;

    private Answer(Totalling totalling, int steps, bool isMeasured) => (this.totalling, this.steps, this.isMeasured) = (totalling, steps, isMeasured);

    public required IReadOnlyList<Group> Rows { get; init; }

    /// <summary>One without words where the question has no columns.</summary>
    public required IReadOnlyList<Group> Columns { get; init; }

    public required string RowLabel { get; init; }
    public required string ColumnLabel { get; init; }

    /// <summary>What is counted: "Sum: Value".</summary>
    public required string Measure { get; init; }

    /// <summary>Currencies or units of measure, the one with the most records first; one that is empty for plain numbers.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    public int Population => Total(null, null);

    public bool HasColumns => ColumnLabel.Length > 0;

    /// <summary>Groups follow each other in time: drawn as a line.</summary>
    public bool IsTime { get; private init; }

    /// <summary>Where there is no record there is 0 of it; an average is not known there.</summary>
    public bool NothingIsZero => totalling is Totalling.Count or Totalling.Sum;

    /// <param name="row">Null for the total of all rows.</param>
    /// <param name="column">Null for the total of all columns.</param>
    public IReadOnlyList<Value> At(Group? row, Group? column) => cells.TryGetValue((row?.Key, column?.Key), out var parts)
        ? [.. Units.Select(unit => parts.Find(part => part.Unit == unit)).OfType<Part>().Select(part => new Value(part.Unit, NumberOf(part), totalling == Totalling.Count ? part.Count : part.Known) { IsMeasured = isMeasured })] : [];

    /// <summary>The unit in words: "EUR", "hour".</summary>
    public string UnitIn(Texts texts, string unit) => isMeasured && unit.Length > 0 ? Offers.Products.Units.Of(unit, texts) : unit;

    internal static Answer Of(IReadOnlyCollection<Part> parts, Question question, Heading rows, Heading columns, int steps, bool isMeasured, string figure, Texts texts)
    {
        var (shownRows, shownColumns) = (Groups(parts, part => part.Row, rows, MostRows, texts), Groups(parts, part => part.Column, columns, MostColumns, texts));
        var (keptRows, keptColumns) = (shownRows.Select(group => group.Key).ToHashSet(), shownColumns.Select(group => group.Key).ToHashSet());
        var answer = new Answer(question.Totalling, steps, isMeasured)
        {
            Rows = shownRows,
            Columns = shownColumns,
            RowLabel = rows.Label,
            ColumnLabel = columns.Label,
            Measure = question.Totalling == Totalling.Count ? texts["How many"] : texts["{0}: {1}", figure, question.Totalling],
            Units = [.. parts.Where(part => part.Known > 0 || question.Totalling == Totalling.Count).GroupBy(part => part.Unit).OrderByDescending(unit => unit.Sum(part => part.Count)).ThenBy(unit => unit.Key, StringComparer.Ordinal).Select(unit => unit.Key)],
            IsTime = rows.After is not null,
        };
        foreach (var part in parts)
        {
            var (row, column) = (keptRows.Contains(part.Row) ? part.Row : Rest, keptColumns.Contains(part.Column) ? part.Column : Rest);
            foreach (var place in new (string?, string?)[] { (row, column), (row, null), (null, column), (null, null) }) answer.Take(place, part);
        }

        return answer;
    }

    private void Take((string?, string?) place, Part part)
    {
        if (!cells.TryGetValue(place, out var there)) cells[place] = there = [];
        var same = there.FindIndex(its => its.Unit == part.Unit);
        if (same < 0) there.Add(part);
        else there[same] = Part.Together([there[same], part]);
    }

    private int Total(string? row, string? column) => cells.TryGetValue((row, column), out var parts) ? parts.Sum(part => part.Count) : 0;

    private decimal? NumberOf(Part part) => totalling switch
    {
        Totalling.Count => part.Count,
        Totalling.Sum => (decimal)part.Sum / steps,
        Totalling.Mean => part.Known > 0 ? (decimal)part.Sum / part.Known / steps : null,
        Totalling.Median => part.Median / steps,
        Totalling.Least => (decimal?)part.Least / steps,
        _ => (decimal?)part.Most / steps,
    };

    /// <summary>In time the gaps are filled and what has no day stands last; else the largest first.</summary>
    private static List<Group> Groups(IReadOnlyCollection<Part> parts, Func<Part, string> of, Heading heading, int most, Texts texts)
    {
        var found = parts.GroupBy(of).Select(group => (group.Key, Count: group.Sum(part => part.Count), Sum: group.Sum(part => part.Sum))).ToList();
        var keys = heading.After is { } after ? InTime([.. found.Select(group => group.Key)], after)
            : [.. found.OrderByDescending(group => group.Sum).ThenByDescending(group => group.Count).ThenBy(group => heading.LabelOf(group.Key), StringComparer.CurrentCulture).Select(group => group.Key)];
        var kept = keys.Count <= most ? keys : heading.After is null ? keys[..(most - 1)] : keys[^(most - 1)..];
        var groups = kept.ConvertAll(key => new Group(key, heading.LabelOf(key)));
        if (keys.Count > kept.Count) groups.Add(new Group(Rest, texts.Count(keys.Count - kept.Count, "the rest: {0} group|the rest: {0} groups")) { IsRest = true });
        return groups;
    }

    private static List<string> InTime(List<string> found, Func<string, string> after)
    {
        var days = found.Where(key => key.Length > 0).Order(StringComparer.Ordinal).ToList();
        var keys = new List<string>();
        for (var key = days.FirstOrDefault(); key is not null && keys.Count < 10 * MostRows; key = after(key))
        {
            keys.Add(key);
            if (key == days[^1]) return [.. keys, .. found.Where(its => its.Length == 0)];
        }

        return [.. days, .. found.Where(key => key.Length == 0)];
    }
}

/// <param name="Key">As it stands in the data.</param>
public sealed record Group(string Key, string Label)
{
    /// <summary>Several small groups together; there is no list of their records.</summary>
    public bool IsRest { get; init; }
}

/// <param name="Unit">The currency or the unit of measure; empty for plain numbers.</param>
/// <param name="Number">In whole units; null where nothing is known.</param>
/// <param name="N">Records it rests on.</param>
public sealed record Value(string Unit, decimal? Number, int N)
{
    /// <summary>Whether the unit is one of measure and no currency.</summary>
    public bool IsMeasured { get; init; }
}

/// <param name="After">The group that follows; null where they do not follow each other.</param>
internal sealed record Heading(string Label, Func<string, string> LabelOf, Func<string, string>? After);

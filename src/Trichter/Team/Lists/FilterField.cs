using Trichter.Platform.Language;
using Trichter.Team.CustomFields;

namespace Trichter.Team.Lists;

/// <summary>What kind of value a field of the filter is compared with.</summary>
public enum FilterKind
{
    Text,
    Amount,
    Day,
    Owner,
    YesNo,
    Tag,
    Choice,

    /// <summary>A record that a field points to, by a part of its name.</summary>
    Related,
}

/// <summary>A field that a list can be filtered by, also of the record behind, or one of the workspace's own.</summary>
public sealed record FilterField(string Key, Told Label, FilterKind Kind)
{
    private static readonly Dictionary<FilterKind, string[]> ByKind = new()
    {
        [FilterKind.Text] = ["is", "contains", "not", "empty", "filled"],
        [FilterKind.Amount] = ["min", "max"],
        [FilterKind.Day] = ["within", "before", "after", "empty", "filled"],
        [FilterKind.Owner] = ["is", "not", "team", "empty"],
        [FilterKind.YesNo] = ["yes", "no"],
        [FilterKind.Tag] = ["has", "not"],
        [FilterKind.Choice] = ["is", "not", "empty", "filled"],
        [FilterKind.Related] = ["contains", "empty", "filled"],
    };

    /// <summary>The field of the workspace; null for one that records are built with.</summary>
    public CustomField? Own { get; init; }

    /// <summary>What can be chosen, for a field of choices.</summary>
    public IReadOnlyList<FilterChoice> Choices { get; init; } = [];

    public IReadOnlyList<string> Operators => (Own, Kind) switch
    {
        (not null, FilterKind.Amount or FilterKind.YesNo) => [.. ByKind[Kind], "empty"],
        (null, FilterKind.Choice) => ["is", "not"],
        _ => ByKind[Kind],
    };

    public static FilterField Of(CustomField field) => new(field.Name, new Told(field.Label.In("en")), field.ValueType switch
    {
        CustomFieldType.Number or CustomFieldType.Money => FilterKind.Amount,
        CustomFieldType.Date => FilterKind.Day,
        CustomFieldType.YesNo => FilterKind.YesNo,
        CustomFieldType.Choice => FilterKind.Choice,
        CustomFieldType.Relation => FilterKind.Related,
        _ => FilterKind.Text,
    })
    { Own = field, Choices = [.. field.Options.Select(option => new FilterChoice(option.Key, option.Label))] };

    public string LabelIn(Texts texts) => Own is { } field ? texts[field.Label] : texts[Label];
}

/// <param name="Name">A member of an enumeration, a name in several languages, or a text.</param>
public sealed record FilterChoice(string Key, object Name)
{
    /// <summary>All members of an enumeration.</summary>
    public static IReadOnlyList<FilterChoice> Of<T>() where T : struct, Enum => [.. Enum.GetValues<T>().Select(member => new FilterChoice(member.ToString(), member))];

    public string LabelIn(Texts texts) => Name switch
    {
        Enum member => texts.Of(member),
        Localized name => texts[name],
        _ => (string)Name,
    };
}

/// <summary>The words for how fields compare, and the periods by today.</summary>
public static class FilterWords
{
    /// <summary>Periods by today, in days from the first to the last; the words for weeks and months are computed.</summary>
    public static readonly IReadOnlyList<(string Key, Told Label)> Periods =
    [
        ("today", new Told("Today")),
        ("yesterday", new Told("Yesterday")),
        ("tomorrow", new Told("Tomorrow")),
        ("last-7", new Told("Last 7 days")),
        ("last-30", new Told("Last 30 days")),
        ("next-7", new Told("Next 7 days")),
        ("next-30", new Told("Next 30 days")),
        ("this-week", new Told("This week")),
        ("this-month", new Told("This month")),
        ("last-month", new Told("Last month")),
        ("next-month", new Told("Next month")),
        ("this-quarter", new Told("This quarter")),
        ("this-year", new Told("This year")),
        ("past", new Told("Before today")),
        ("future", new Told("After today")),
    ];

    public static Told WordsFor(string how) => how switch
    {
        "is" => new Told("is"),
        "contains" => new Told("contains"),
        "not" => new Told("is not"),
        "empty" => new Told("is empty"),
        "filled" => new Told("is filled in"),
        "min" => new Told("at least"),
        "max" => new Told("at most"),
        "within" => new Told("within"),
        "before" => new Told("before"),
        "after" => new Told("after"),
        "team" => new Told("is of my team"),
        "yes" => new Told("yes"),
        "no" => new Told("no"),
        _ => new Told("has"),
    };

    /// <summary>First and last day of a period; null for a period that is not known.</summary>
    public static (DateOnly From, DateOnly To)? Days(string period, DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        var quarter = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1);
        var week = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return period switch
        {
            "today" => (today, today),
            "yesterday" => (today.AddDays(-1), today.AddDays(-1)),
            "tomorrow" => (today.AddDays(1), today.AddDays(1)),
            "last-7" => (today.AddDays(-6), today),
            "last-30" => (today.AddDays(-29), today),
            "next-7" => (today, today.AddDays(6)),
            "next-30" => (today, today.AddDays(29)),
            "this-week" => (week, week.AddDays(6)),
            "this-month" => (month, month.AddMonths(1).AddDays(-1)),
            "last-month" => (month.AddMonths(-1), month.AddDays(-1)),
            "next-month" => (month.AddMonths(1), month.AddMonths(2).AddDays(-1)),
            "this-quarter" => (quarter, quarter.AddMonths(3).AddDays(-1)),
            "this-year" => (new DateOnly(today.Year, 1, 1), new DateOnly(today.Year, 12, 31)),
            "past" => (DateOnly.MinValue.AddDays(2), today.AddDays(-1)),
            "future" => (today.AddDays(1), DateOnly.MaxValue.AddDays(-2)),
            _ => null,
        };
    }
}

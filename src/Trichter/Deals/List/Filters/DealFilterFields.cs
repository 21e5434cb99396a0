using Trichter.Platform.Language;

namespace Trichter.Deals.List.Filters;

/// <summary>What kind of value a field of the filter is compared with.</summary>
public enum FilterKind
{
    Text,
    Amount,
    Day,
    Owner,
    YesNo,
    Tag,
}

/// <summary>A field that lists of deals can be filtered by, also of the company behind the deal.</summary>
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
    };

    public IReadOnlyList<string> Operators => ByKind[Kind];
}

/// <summary>All of them, and the words for how they compare.</summary>
public static class DealFilterFields
{
    public static readonly IReadOnlyList<FilterField> All =
    [
        new("name", new Told("Name"), FilterKind.Text),
        new("company", new Told("Company"), FilterKind.Text),
        new("value", new Told("Value"), FilterKind.Amount),
        new("owner", new Told("Owner"), FilterKind.Owner),
        new("source", new Told("Source"), FilterKind.Text),
        new("product", new Told("Product"), FilterKind.Text),
        new("tag", new Told("Tag"), FilterKind.Tag),
        new("close", new Told("Expected close"), FilterKind.Day),
        new("created", new Told("Entered"), FilterKind.Day),
        new("entered-stage", new Told("In the stage since"), FilterKind.Day),
        new("activity", new Told("Last activity"), FilterKind.Day),
        new("next", new Told("Next step"), FilterKind.Day),
        new("existing", new Told("Existing customer"), FilterKind.YesNo),
        new("red-flag", new Told("Open red flag"), FilterKind.YesNo),
        new("industry", new Told("Industry of the company"), FilterKind.Text),
    ];

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

    public static FilterField? With(string key) => All.FirstOrDefault(field => field.Key == key);

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

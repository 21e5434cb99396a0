using System.Collections.Concurrent;
using Trichter.Platform.Language;

namespace Trichter.Platform.Calendar;

/// <summary>
/// Public holidays by rule: Germany by Land (the Feiertagsgesetze of the Länder), Poland (ustawa z 18 stycznia 1951 r. o dniach wolnych od pracy).
/// What holds in a few towns only (Augsburg, parts of Bavaria and Saxony) is left out.
/// </summary>
public static class Holidays
{
    /// <summary>"DE-BY", "PL"; ISO 3166-2. Empty is nowhere: no holidays.</summary>
    public static readonly IReadOnlyList<(string Code, string Name)> Regions =
    [
        ("DE-BW", "Baden-Württemberg"), ("DE-BY", "Bayern"), ("DE-BE", "Berlin"), ("DE-BB", "Brandenburg"), ("DE-HB", "Bremen"), ("DE-HH", "Hamburg"),
        ("DE-HE", "Hessen"), ("DE-MV", "Mecklenburg-Vorpommern"), ("DE-NI", "Niedersachsen"), ("DE-NW", "Nordrhein-Westfalen"), ("DE-RP", "Rheinland-Pfalz"),
        ("DE-SL", "Saarland"), ("DE-SN", "Sachsen"), ("DE-ST", "Sachsen-Anhalt"), ("DE-SH", "Schleswig-Holstein"), ("DE-TH", "Thüringen"), ("PL", "Polska"),
    ];

    private static readonly Rule[] German =
    [
        Rule.Fixed(new Told("New Year's Day"), 1, 1),
        Rule.Fixed(new Told("Epiphany"), 1, 6, "BW BY ST"),
        Rule.Fixed(new Told("International Women's Day"), 3, 8, "BE") with { From = 2019 },
        Rule.Fixed(new Told("International Women's Day"), 3, 8, "MV") with { From = 2023 },
        Rule.ByEaster(new Told("Good Friday"), -2),
        Rule.ByEaster(new Told("Easter Sunday"), 0, "BB"),
        Rule.ByEaster(new Told("Easter Monday"), 1),
        Rule.Fixed(new Told("Labour Day"), 5, 1),
        Rule.Fixed(new Told("Liberation Day"), 5, 8, "BE") with { From = 2025, To = 2025 },
        Rule.ByEaster(new Told("Ascension Day"), 39),
        Rule.ByEaster(new Told("Pentecost"), 49, "BB"),
        Rule.ByEaster(new Told("Whit Monday"), 50),
        Rule.ByEaster(new Told("Corpus Christi"), 60, "BW BY HE NW RP SL"),
        Rule.Fixed(new Told("Uprising of 1953"), 6, 17, "BE") with { From = 2028, To = 2028 },
        Rule.Fixed(new Told("Assumption"), 8, 15, "SL"),
        Rule.Fixed(new Told("International Children's Day"), 9, 20, "TH") with { From = 2019 },
        Rule.Fixed(new Told("Day of German Unity"), 10, 3),
        Rule.Fixed(new Told("Reformation Day"), 10, 31, "BB MV SN ST TH"),
        Rule.Fixed(new Told("Reformation Day"), 10, 31, "HB HH NI SH") with { From = 2018 },
        Rule.Fixed(new Told("All Saints' Day"), 11, 1, "BW BY NW RP SL"),
        new(new Told("Day of Prayer and Repentance"), year => WednesdayBefore(new DateOnly(year, 11, 23)), "SN"),
        Rule.Fixed(new Told("Christmas Day"), 12, 25),
        Rule.Fixed(new Told("Boxing Day"), 12, 26),
    ];

    private static readonly Rule[] Polish =
    [
        Rule.Fixed(new Told("New Year's Day"), 1, 1),
        Rule.Fixed(new Told("Epiphany"), 1, 6) with { From = 2011 },
        Rule.ByEaster(new Told("Easter Sunday"), 0),
        Rule.ByEaster(new Told("Easter Monday"), 1),
        Rule.Fixed(new Told("Labour Day"), 5, 1),
        Rule.Fixed(new Told("Constitution Day"), 5, 3),
        Rule.ByEaster(new Told("Pentecost"), 49),
        Rule.ByEaster(new Told("Corpus Christi"), 60),
        Rule.Fixed(new Told("Assumption"), 8, 15),
        Rule.Fixed(new Told("All Saints' Day"), 11, 1),
        Rule.Fixed(new Told("Independence Day"), 11, 11),
        Rule.Fixed(new Told("Christmas Eve"), 12, 24) with { From = 2025 },
        Rule.Fixed(new Told("Christmas Day"), 12, 25),
        Rule.Fixed(new Told("Boxing Day"), 12, 26),
    ];

    /// <summary>The holidays of a year in the order of days; none for a region that is not known.</summary>
    public static IReadOnlyList<Holiday> Of(string region, int year) => Known.GetOrAdd((region, year), its => Ruled(its.Region, its.Year));

    private static readonly ConcurrentDictionary<(string Region, int Year), IReadOnlyList<Holiday>> Known = [];

    private static IReadOnlyList<Holiday> Ruled(string region, int year) =>
        [.. RulesOf(region).Where(rule => year >= rule.From && year <= rule.To).Select(rule => new Holiday(rule.On(year), rule.Name)).OrderBy(its => its.Day)];

    public static Holiday? On(string region, DateOnly day) => Of(region, day.Year).FirstOrDefault(holiday => holiday.Day == day);

    private static IEnumerable<Rule> RulesOf(string region) => region switch
    {
        "PL" => Polish,
        ['D', 'E', '-', .. var land] when Regions.Any(known => known.Code == region) => German.Where(rule => rule.Lands.Length == 0 || rule.Lands.Contains(land, StringComparison.Ordinal)),
        _ => [],
    };

    /// <summary>Sunday of the Gregorian Easter (Meeus, Jones, Butcher).</summary>
    internal static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var days = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
        return new DateOnly(year, days / 31, days % 31 + 1);
    }

    private static DateOnly WednesdayBefore(DateOnly day)
    {
        var back = (day.DayOfWeek - DayOfWeek.Wednesday + 7) % 7;
        return day.AddDays(back == 0 ? -7 : -back);
    }

    /// <param name="Lands">Those in which it holds, by their two letters; empty for all.</param>
    private sealed record Rule(Told Name, Func<int, DateOnly> On, string Lands = "")
    {
        public int From { get; init; }
        public int To { get; init; } = int.MaxValue;

        public static Rule Fixed(Told name, int month, int day, string lands = "") => new(name, year => new DateOnly(year, month, day), lands);

        public static Rule ByEaster(Told name, int days, string lands = "") => new(name, year => Easter(year).AddDays(days), lands);
    }
}

public sealed record Holiday(DateOnly Day, Told Name);

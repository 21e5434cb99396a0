using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace Trichter.Platform.Language;

/// <summary>Puts everything a user sees into their language, locale and time zone. The English sentence is the key.</summary>
public sealed class Texts
{
    private static readonly ConcurrentDictionary<Enum, string> Words = new();

    public string Language { get; private set; } = "en";

    public CultureInfo Culture { get; private set; } = Languages.CultureOf("en");

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public void Speak(string language, TimeZoneInfo zone)
    {
        Language = language;
        Culture = Languages.CultureOf(language);
        Zone = zone;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture;
    }

    /// <summary>Words for somebody else than who asks now: the current culture stays as it is.</summary>
    /// <param name="language">de, pl or en; others read English.</param>
    public static Texts In(string language, TimeZoneInfo zone)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var texts = new Texts();
        texts.Speak(Languages.All.Contains(language) ? language : "en", zone);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        return texts;
    }

    public string this[string english] => Translations.Find(english, Language);

    public string this[string english, params object?[] data] =>
        string.Format(Culture, Translations.Find(english, Language), [.. data.Select(Show)]);

    public string this[Told told] => told.Data.Length == 0 ? this[told.Key] : this[told.Key, told.Data];

    public string this[Localized name] => name.In(Language);

    /// <summary>The words for a member of an enumeration, from its <see cref="SaysAttribute"/>.</summary>
    public string Of(Enum member) => this[EnglishFor(member)];

    /// <summary>One of the forms "one|many" (Polish: "one|few|many") for a count. {0} is the count, further data follows.</summary>
    public string Count(long n, string english, params object?[] data)
    {
        var forms = Translations.Find(english, Language).Split('|');
        return string.Format(Culture, forms[Math.Min(FormFor(n), forms.Length - 1)], [Number(n), .. data.Select(Show)]);
    }

    public string Number(long number) => number.ToString("N0", Culture);

    public string Number(double number, int digits) => number.ToString("N" + digits, Culture);

    /// <summary>A share between 0 and 1 as a percentage.</summary>
    public string Percent(double share, int digits = 1) => (share * 100).ToString("N" + digits, Culture) + " %";

    public string Date(DateOnly day) => day.ToString("d", Culture);

    public string Date(DateTime instant) => Local(instant).ToString("d", Culture);

    public string DateTime(DateTime instant) => Local(instant).ToString("g", Culture);

    /// <summary>"Fr., 20.11.": a day near enough that the year goes without saying.</summary>
    public string ShortDay(DateTime instant) =>
        Local(instant) is var local ? $"{local.ToString("ddd", Culture)} {local.ToString(Language == "en" ? "d MMM" : "d.M.", Culture)}" : "";

    /// <summary>"Freitag, 20. November".</summary>
    public string LongDay(DateOnly day) => $"{day.ToString("dddd", Culture)}, {day.ToString("M", Culture)}";

    public string Time(DateTime instant) => Local(instant).ToString("t", Culture);

    /// <summary>An amount of minor units, with its currency: "1.234,50 €". Cents are left out when there are none.</summary>
    public string Money(long minor, string currency)
    {
        var digits = minor % 100 == 0 ? 0 : 2;
        return (minor / 100m).ToString("N" + digits, Culture) + " " + Symbol(currency);
    }

    /// <summary>A sum for a heading: "3,51 Mio. €", "443 T€"; small ones in full.</summary>
    public string ShortMoney(long minor, string currency) => Math.Abs(minor / 100m) switch
    {
        >= 1_000_000m => this["{0} m {1}", (minor / 100_000_000m).ToString("N2", Culture), Symbol(currency)],
        >= 10_000m => this["{0} k {1}", (minor / 100_000m).ToString("N0", Culture), Symbol(currency)],
        _ => Money(minor / 100 * 100, currency),
    };

    public DateTime Local(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, Zone);

    public DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(Local(clock.GetUtcNow().UtcDateTime));

    private static string Symbol(string currency) => currency switch { "EUR" => "€", "PLN" => "zł", "USD" => "$", "GBP" => "£", _ => currency };

    /// <summary>The English words for a member of an enumeration, the key of their translations.</summary>
    internal static string EnglishFor(Enum member) => Words.GetOrAdd(member, static m =>
        m.GetType().GetField(m.ToString())?.GetCustomAttribute<SaysAttribute>()?.Words ?? m.ToString());

    private object? Show(object? value) => value switch
    {
        Localized name => name.In(Language),
        Told told => this[told],
        Enum member => Of(member),
        DateOnly day => Date(day),
        DateTime instant => DateTime(instant),
        _ => value,
    };

    private int FormFor(long n) => Language switch
    {
        "pl" => n == 1 ? 0 : n % 10 is >= 2 and <= 4 && n % 100 is not (>= 12 and <= 14) ? 1 : 2,
        _ => n == 1 ? 0 : 1,
    };
}

using System.Globalization;
using System.Linq.Expressions;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Insight.Builder;

/// <summary>The usual ways to put records together.</summary>
internal static class Dimensions
{
    /// <summary>All records in one group.</summary>
    public static Dimension<T> All<T>() where T : class => new Dimension<T, int>("", "", record => 0, _ => "", _ => "", _ => record => true);

    public static Dimension<T> Text<T>(Texts texts, string key, Told label, Expression<Func<T, string>> of) where T : class => Text(texts, key, texts[label], of, text => text);

    /// <param name="show">The words for a text that is not empty.</param>
    /// <param name="beside">Where the text lies, if not in the record itself.</param>
    public static Dimension<T> Text<T>(Texts texts, string key, string label, Expression<Func<T, string>> of, Func<string, string> show, bool isKnownOfThePast = true, Beside<T, string>? beside = null) where T : class =>
        new Dimension<T, string>(key, label, of, text => text ?? "", group => group.Length > 0 ? show(group) : texts["(blank)"], group => group.Length > 0 ? of.Then(text => text == group) : of.Then(text => text == null || text == ""))
        { IsKnownOfThePast = isKnownOfThePast, Beside = beside };

    /// <param name="names">What can stand there, by id; an id that is gone stands as a dash.</param>
    /// <param name="groupOf">Several ids in one group, such as colleagues of a team; null for each its own.</param>
    public static Dimension<T> Id<T>(Texts texts, string key, Told label, Expression<Func<T, Guid?>> of, IReadOnlyDictionary<string, string> names, Func<Guid, string>? groupOf = null, IReadOnlyCollection<Guid>? ids = null) where T : class
    {
        string GroupOf(Guid? id) => id is not { } its ? "" : groupOf is null ? $"{its}" : groupOf(its);
        return new Dimension<T, Guid?>(key, texts[label], of, GroupOf, group => group.Length == 0 ? texts["(blank)"] : names.GetValueOrDefault(group, "–"), group =>
        {
            if (groupOf is null) return Guid.TryParse(group, out var wanted) ? of.Then(id => id == wanted) : of.Then(id => id == null);

            var members = (ids ?? []).Where(id => groupOf(id) == group).Select(id => (Guid?)id).ToList();
            return group.Length > 0 ? of.Then(id => members.Contains(id)) : of.Then(id => id == null || members.Contains(id));
        });
    }

    public static Dimension<T> Choice<T, TEnum>(Texts texts, string key, Told label, Expression<Func<T, TEnum?>> of) where T : class where TEnum : struct, Enum =>
        new Dimension<T, TEnum?>(key, texts[label], of, member => member is { } its ? $"{its}" : "", group => Enum.TryParse<TEnum>(group, out var member) ? texts.Of(member) : texts["(blank)"], group =>
        {
            TEnum? wanted = Enum.TryParse<TEnum>(group, out var member) ? member : null;
            return Expression.Lambda<Func<T, bool>>(Expression.Equal(of.Body, Expression.Constant(wanted, typeof(TEnum?))), of.Parameters);
        });

    public static Dimension<T> Flag<T>(Texts texts, string key, Told label, Expression<Func<T, bool>> of) where T : class =>
        new Dimension<T, bool>(key, texts[label], of, yes => yes ? "yes" : "no", group => texts[group], group => group == "yes" ? of : of.Then(yes => !yes));

    /// <summary>A day in every grain.</summary>
    public static IEnumerable<Dimension<T>> Days<T>(Texts texts, string key, Told label, Expression<Func<T, DateOnly?>> of) where T : class => Grains.All.Select(grain =>
        new Dimension<T, DateOnly?>($"{key}:{grain.Key}", texts[grain.Label.Key, texts[label]], of, day => day is { } its ? grain.GroupOf(its) : "", group => LabelOf(texts, grain, group), group =>
        {
            if (grain.Days(group) is not var (from, to)) return of.Then(day => day == null);
            return of.Then(day => day >= from && day <= to);
        })
        { After = grain.After });

    /// <summary>An instant in every grain, by the days of a time zone. The database counts by hour, which no time zone of Europe cuts through.</summary>
    public static IEnumerable<Dimension<T>> Instants<T>(Texts texts, string key, Told label, Expression<Func<T, DateTime?>> of, TimeZoneInfo zone) where T : class => Grains.All.Select(grain =>
        new Dimension<T, int?>(
            $"{key}:{grain.Key}", texts[grain.Label.Key, texts[label]],
            of.Then(at => StoredFunctions.Hour(at)),
            hour => hour is { } its ? grain.GroupOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(StoredFunctions.OfHour(its), zone))) : "", group => LabelOf(texts, grain, group), group =>
            {
                if (grain.Days(group) is not var (from, to)) return of.Then(at => at == null);
                var (first, end) = (Midnight(from, zone), Midnight(to.AddDays(1), zone));
                return of.Then(at => at >= first && at < end);
            })
        { After = grain.After });

    private static string LabelOf(Texts texts, Grain grain, string group) => grain.Days(group) is var (from, _) ? grain.Show(texts, from) : texts["(blank)"];

    private static DateTime Midnight(DateOnly day, TimeZoneInfo zone) => Platform.Calendar.LocalTime.ToUtc(day, 0, zone);
}

/// <summary>How finely time is cut.</summary>
/// <param name="Key">Part of an address: "month".</param>
/// <param name="Label">With a place for what the time is of.</param>
internal sealed record Grain(string Key, Told Label, Func<DateOnly, DateOnly> FirstOf, Func<DateOnly, DateOnly> Next, Func<DateOnly, string> GroupOf, Func<Texts, DateOnly, string> Show)
{
    /// <summary>First and last day of a group; null for none.</summary>
    public (DateOnly From, DateOnly To)? Days(string group)
    {
        if (FirstDay(group) is not { } day) return null;
        var from = FirstOf(day);
        return GroupOf(from) == group ? (from, Next(from).AddDays(-1)) : null;
    }

    public string After(string group) => Days(group) is var (_, to) ? GroupOf(to.AddDays(1)) : "";

    private static DateOnly? FirstDay(string group)
    {
        var written = group.Length switch { 4 => $"{group}-01-01", 7 when group[5] == 'Q' && group[6] is >= '1' and <= '4' => $"{group[..4]}-{(group[6] - '1') * 3 + 1:00}-01", 7 => $"{group}-01", _ => group };
        return DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }
}

internal static class Grains
{
    public static readonly IReadOnlyList<Grain> All =
    [
        new("month", new Told("Month: {0}"), day => new(day.Year, day.Month, 1), first => first.AddMonths(1), day => $"{day:yyyy-MM}", (texts, first) => first.ToString("Y", texts.Culture)),
        new("quarter", new Told("Quarter: {0}"), day => new(day.Year, (day.Month - 1) / 3 * 3 + 1, 1), first => first.AddMonths(3), day => $"{day.Year:0000}-Q{(day.Month + 2) / 3}", (_, first) => $"Q{(first.Month + 2) / 3} {first.Year}"),
        new("year", new Told("Year: {0}"), day => new(day.Year, 1, 1), first => first.AddYears(1), day => $"{day:yyyy}", (_, first) => $"{first.Year}"),
        new("week", new Told("Week from Monday: {0}"), day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), first => first.AddDays(7), day => $"{day.AddDays(-(((int)day.DayOfWeek + 6) % 7)):yyyy-MM-dd}", (texts, first) => texts.Date(first)),
    ];
}

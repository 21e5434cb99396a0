using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Facts;

/// <summary>The pieces that every report's answer is made of, under the same names everywhere.</summary>
internal static class ResultParts
{
    public const string NoEntryDate = "no_entry_date";
    public const string EndedBeforeStart = "ended_before_start";
    public const string NoEndDate = "no_end_date";
    public const string NoCurrencyRate = "no_currency_rate";
    public const string StillRunning = "still_running";

    public static readonly IReadOnlyDictionary<string, Told> Reasons = new Dictionary<string, Told>
    {
        [NoEntryDate] = new("nothing says when they entered"),
        [EndedBeforeStart] = new("they ended before they began"),
        [NoEndDate] = new("nothing says when they ended"),
        [NoCurrencyRate] = new("their currency cannot be converted"),
        [StillRunning] = new("their hour is not over yet"),
    };

    /// <summary>Which part of the list of deals holds the records that were left out.</summary>
    public static readonly IReadOnlyDictionary<string, string> Rows = new Dictionary<string, string>
    {
        [NoEntryDate] = "no-entry",
        [EndedBeforeStart] = "negative",
        [NoEndDate] = "no-end",
        [NoCurrencyRate] = "other-currency",
    };

    public static readonly IReadOnlyDictionary<string, Told> NoWarnings = new Dictionary<string, Told>();

    /// <summary>Adds a rate with its cases and its interval: name, name_k, name_n, name_lo95, name_hi95.</summary>
    public static Dictionary<string, object?> With(this Dictionary<string, object?> row, string name, Rate rate)
    {
        row[name] = rate.Value;
        row[name + "_k"] = rate.K;
        row[name + "_n"] = rate.N;
        row[name + "_lo95"] = rate.Lower;
        row[name + "_hi95"] = rate.Upper;
        return row;
    }

    public static IReadOnlyDictionary<string, int> Excluded(params (string Reason, int Count)[] left) =>
        left.Where(one => one.Count > 0).ToDictionary(one => one.Reason, one => one.Count);

    /// <summary>An amount for figures: whole units with two decimals, exact.</summary>
    public static decimal Amount(long minor) => minor / 100m;

    /// <summary>A sum of values of deals; null for a reader whose role may not see them.</summary>
    public static decimal? ValueOf(this ReportScope scope, long minor) => scope.SeesValues ? Amount(minor) : null;

    public static IReadOnlyDictionary<string, Told> WithHiddenValues(this IReadOnlyDictionary<string, Told> warnings, ReportScope scope) => scope.SeesValues ? warnings
        : new Dictionary<string, Told>(warnings) { ["hidden_values"] = new("What deals are worth is hidden for your role.") };
}

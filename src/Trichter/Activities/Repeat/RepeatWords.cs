using Trichter.Platform.Language;

namespace Trichter.Activities.Repeat;

/// <summary>Says when a series comes again.</summary>
internal static class RepeatWords
{
    public static string Of(Series series, Texts texts) => string.Join(", ", new[]
    {
        texts.Of(series.Rule.Frequency) + (series.Rule.Every > 1 ? $" × {series.Rule.Every}" : ""),
        string.Join(" ", series.Rule.Days.Order().Select(texts.Culture.DateTimeFormat.GetAbbreviatedDayName)),
        series.EndsOn is { } end ? texts["until {0}", end] : "",
    }.Where(part => part.Length > 0));
}

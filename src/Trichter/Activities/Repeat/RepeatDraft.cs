using System.Globalization;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Activities.Repeat;

/// <summary>How often something is to come again, as somebody wants it.</summary>
/// <param name="Until">The last day; null for none.</param>
/// <param name="Times">How many there are in all; null for no such limit.</param>
public sealed record RepeatDraft(Recurrence Rule, DateOnly? Until, int? Times)
{
    /// <summary>Null when it is not to come again.</summary>
    public static RepeatDraft? Read(IFormCollection typed)
    {
        if (!Enum.TryParse<Frequency>(typed["repeat"], out var frequency)) return null;
        var days = frequency == Frequency.Weekly ? typed["days"].Select(day => Enum.TryParse<DayOfWeek>(day, out var one) ? one : (DayOfWeek?)null).OfType<DayOfWeek>().Distinct().ToList() : [];
        return new RepeatDraft(new Recurrence(frequency, Number(typed["every"].ToString()) ?? 1, days), FormValues.Day(typed["until"]), Number(typed["times"].ToString()));
    }

    public Dictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if (Rule.Every is < 1 or > Recurrence.MostEvery) faults["every"] = new Told("A whole number from 1 to {0}.", Recurrence.MostEvery);
        if (Times is < 1 or > Recurrence.MostTimes) faults["times"] = new Told("A whole number from 1 to {0}.", Recurrence.MostTimes);
        return faults;
    }

    /// <summary>The last day of what begins then.</summary>
    public DateOnly? EndOf(DateOnly first) => Times is { } times && Rule.From(first).ElementAt(times - 1) is var last && !(Until < last) ? last : Until;

    /// <summary>0 for what is no number.</summary>
    private static int? Number(string text) => text.Trim().Length == 0 ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

using System.Globalization;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Calendar;

/// <summary>When the company works: hours for each day of the week, in the workspace's time zone, and the region whose holidays it keeps. There is one row, or none.</summary>
public sealed class WorkingHours : IRecorded, IVersioned
{
    private const string Usual = "09:00-17:00";

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Of <see cref="Holidays.Regions"/>; empty for none.</summary>
    public string Region { get; set; } = "";

    /// <summary>"Monday" to its hours, "08:00-12:00, 13:00-17:00"; a day without an entry is free.</summary>
    public Dictionary<string, string> Days { get; set; } = [];

    public int Version { get; private set; }

    /// <summary>Monday to Friday from nine to five, no holidays: until somebody says otherwise.</summary>
    public static WorkingHours Default() => new()
    {
        Days = new[] { DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday }.ToDictionary(day => day.ToString(), _ => Usual),
    };

    public IReadOnlyList<Span> On(DateOnly day) =>
        Holidays.On(Region, day) is not null || !Days.TryGetValue(day.DayOfWeek.ToString(), out var text) ? [] : Read(text) ?? [];

    /// <summary>What is wrong with hours as typed, or null. An empty text is a free day.</summary>
    public static Told? FaultOf(string text) =>
        Read(text) is null ? new Told("Write hours like 08:00-12:00, 13:00-17:00, in their order.") : null;

    /// <summary>Null when they are not hours, in order and apart.</summary>
    internal static List<Span>? Read(string text)
    {
        var spans = new List<Span>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Replace('–', '-').Split('-', StringSplitOptions.TrimEntries) is not [var from, var to]) return null;
            if (Minute(from) is not { } start || Minute(to) is not { } end || end <= start || (spans.Count > 0 && start < spans[^1].To)) return null;
            spans.Add(new Span(start, end));
        }

        return spans;
    }

    private static int? Minute(string text) =>
        text == "24:00" ? 24 * 60
        : TimeOnly.TryParseExact(text, ["H:mm", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute : null;

    /// <summary>Minutes since midnight, by the clock on the wall.</summary>
    public readonly record struct Span(int From, int To);
}

using System.Globalization;
using System.Text;

namespace Trichter.Activities.Feed;

/// <summary>Writes a calendar as RFC 5545 wants it: lines of at most 75 octets that end in CR LF, texts escaped, times as UTC instants.</summary>
public sealed class Ics
{
    private const int LongestLine = 75;

    private readonly StringBuilder text = new();

    /// <param name="name">What other programs call the calendar; null for a single meeting.</param>
    /// <param name="method">PUBLISH for what is only shown; REQUEST and CANCEL for invitations.</param>
    public Ics(string? name = null, string method = "PUBLISH")
    {
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line("PRODID:-//Trichter//Trichter//EN");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:" + method);
        if (name is not null) Line("X-WR-CALNAME:" + Escape(name));
    }

    public void Add(IcsEvent its)
    {
        Line("BEGIN:VEVENT");
        Line($"UID:{its.Id}@trichter");
        Line("DTSTAMP:" + Instant(its.Stamp));
        Line("SEQUENCE:" + its.Sequence.ToString(CultureInfo.InvariantCulture));
        Line("DTSTART:" + Instant(its.From));
        if (its.Minutes > 0) Line("DTEND:" + Instant(its.From.AddMinutes(its.Minutes)));
        Line("SUMMARY:" + Escape(its.Summary));
        if (its.Description.Length > 0) Line("DESCRIPTION:" + Escape(its.Description));
        if (its.Place.Length > 0) Line("LOCATION:" + Escape(its.Place));
        if (its.Address.Length > 0) Line("URL:" + its.Address);
        if (its.Organizer.Length > 0) Line($"ORGANIZER;CN={Quoted(its.OrganizerName)}:mailto:{its.Organizer}");
        if (its.Attendee.Length > 0) Line($"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{its.Attendee}");
        if (its.IsCancelled) Line("STATUS:CANCELLED");
        Line("TRANSP:" + (its.Minutes > 0 ? "OPAQUE" : "TRANSPARENT"));
        Line("END:VEVENT");
    }

    public string End()
    {
        Line("END:VCALENDAR");
        return text.ToString();
    }

    internal static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .Replace("\r\n", "\\n", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\n", StringComparison.Ordinal);

    /// <summary>The value of a parameter: no quotation marks inside (RFC 6868 has another way that few programs read).</summary>
    private static string Quoted(string text) => $"\"{text.Replace('"', '\'')}\"";

    private static string Instant(DateTime utc) => utc.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A line that is too long goes on in the next one, behind a space; no character is cut in two.</summary>
    private void Line(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes().Where(rune => rune.Value == '\t' || !Rune.IsControl(rune)))
        {
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                text.Append("\r\n ");
                octets = 1;
            }

            text.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        text.Append("\r\n");
    }
}

/// <param name="Sequence">Rises with every change.</param>
/// <param name="From">UTC.</param>
/// <param name="Minutes">0 for what takes no time.</param>
public sealed record IcsEvent(Guid Id, DateTime Stamp, int Sequence, DateTime From, int Minutes, string Summary)
{
    public string Description { get; init; } = "";
    public string Place { get; init; } = "";
    public string Address { get; init; } = "";

    /// <summary>The e-mail address of whoever invites; empty for what is only shown.</summary>
    public string Organizer { get; init; } = "";

    public string OrganizerName { get; init; } = "";
    public string Attendee { get; init; } = "";
    public bool IsCancelled { get; init; }
}

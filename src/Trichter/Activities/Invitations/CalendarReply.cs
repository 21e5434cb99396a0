using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Trichter.Activities.Invitations;

/// <summary>The answer of somebody's calendar to an invitation (RFC 5546, REPLY and COUNTER), as Outlook, Gmail, Apple and others send it.</summary>
/// <param name="Uid">Of the meeting; empty where nothing can be read.</param>
/// <param name="Attendee">The address of whoever answers.</param>
/// <param name="Answer">None where it says neither yes, no nor perhaps.</param>
internal sealed partial record CalendarReply(string Uid, string Attendee, ParticipantAnswer Answer)
{
    private const int LongestComment = 2000;

    /// <summary>It proposes another time.</summary>
    public bool IsCounter { get; private init; }

    /// <summary>Of the invitation that is answered; null where the program does not say.</summary>
    public int? Sequence { get; private init; }

    /// <summary>When it was answered, UTC.</summary>
    public DateTime? Stamp { get; private init; }

    /// <summary>The time it speaks of, UTC; null where its zone is not known.</summary>
    public DateTime? At { get; private init; }

    public string Comment { get; private init; } = "";

    /// <returns>Null where the mail carries no answer of a calendar.</returns>
    public static CalendarReply? In(MimeMessage mail)
    {
        foreach (var part in mail.BodyParts.OfType<MimePart>().Where(IsCalendar))
        {
            var lines = LinesOf(TextOf(part));
            var method = (lines.Find(line => line.Name == "METHOD")?.Value ?? part.ContentType.Parameters["method"] ?? "").Trim().ToUpperInvariant();
            if (method is "REPLY" or "COUNTER") return Of(lines, method, mail.From.Mailboxes.FirstOrDefault()?.Address ?? "");
        }

        return null;
    }

    /// <summary>The UID in a calendar of one meeting.</summary>
    public static string UidOf(string calendar) => LinesOf(calendar).Find(line => line.Name == "UID")?.Value.Trim() ?? "";

    private static CalendarReply Of(List<Line> all, string method, string from)
    {
        var lines = all.SkipWhile(line => !line.Is("BEGIN", "VEVENT")).TakeWhile(line => !line.Is("END", "VEVENT")).ToList();
        string ValueOf(string name) => lines.Find(line => line.Name == name)?.Value.Trim() ?? "";
        var attendees = lines.Where(line => line.Name == "ATTENDEE").ToList();
        var who = attendees.Count == 1 ? attendees[0] : attendees.Find(line => line.Address.Equals(from, StringComparison.OrdinalIgnoreCase));
        var comment = Plain(ValueOf("COMMENT")).Trim();
        return new(ValueOf("UID"), who?.Address ?? from, AnswerOf(who?.Parameters.GetValueOrDefault("PARTSTAT")))
        {
            IsCounter = method == "COUNTER",
            Sequence = int.TryParse(ValueOf("SEQUENCE"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null,
            Stamp = lines.Find(line => line.Name == "DTSTAMP")?.Instant,
            At = lines.Find(line => line.Name == "DTSTART")?.Instant,
            Comment = comment.Length > LongestComment ? comment[..LongestComment] : comment,
        };
    }

    private static ParticipantAnswer AnswerOf(string? status) => status?.ToUpperInvariant() switch
    {
        "ACCEPTED" => ParticipantAnswer.Accepted,
        "TENTATIVE" => ParticipantAnswer.Perhaps,
        "DECLINED" => ParticipantAnswer.Declined,
        _ => ParticipantAnswer.None,
    };

    private static bool IsCalendar(MimePart part) =>
        part.ContentType.IsMimeType("text", "calendar") || part.ContentType.IsMimeType("application", "ics") || part.FileName?.EndsWith(".ics", StringComparison.OrdinalIgnoreCase) == true;

    private static string TextOf(MimePart part)
    {
        if (part is TextPart text) return text.Text;
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Lines that go on behind a space are one (RFC 5545, 3.1).</summary>
    private static List<Line> LinesOf(string text) =>
        [.. Folded().Replace(text.ReplaceLineEndings("\n"), "").Split('\n').Select(line => Property().Match(line)).Where(match => match.Success).Select(match => new Line(
            match.Groups["name"].Value.ToUpperInvariant(),
            Parameter().Matches(match.Groups["parameters"].Value).GroupBy(one => one.Groups["name"].Value.ToUpperInvariant()).ToDictionary(same => same.Key, same => same.First().Groups["value"].Value.Trim('"')),
            match.Groups["value"].Value))];

    private static string Plain(string text) => Escaped().Replace(text, match => match.Groups[1].Value is "n" or "N" ? "\n" : match.Groups[1].Value);

    private sealed record Line(string Name, Dictionary<string, string> Parameters, string Value)
    {
        public bool Is(string name, string value) => Name == name && Value.Trim().Equals(value, StringComparison.OrdinalIgnoreCase);

        /// <summary>Apple's server names people by numbers and puts their address beside it.</summary>
        public string Address => Value.Trim() is var value && value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? value[7..].Trim().ToLowerInvariant() : Parameters.GetValueOrDefault("EMAIL", "").ToLowerInvariant();

        public DateTime? Instant
        {
            get
            {
                var text = Value.Trim();
                if (DateTime.TryParseExact(text, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc)) return utc;
                if (!Parameters.TryGetValue("TZID", out var name) || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                    || !DateTime.TryParseExact(text, "yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
                return zone.IsInvalidTime(local) ? null : TimeZoneInfo.ConvertTimeToUtc(local, zone);
            }
        }
    }

    [GeneratedRegex(@"\n[ \t]")]
    private static partial Regex Folded();

    [GeneratedRegex("""^(?<name>[A-Za-z0-9-]+)(?<parameters>(?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^":;])*)*):(?<value>.*)$""", RegexOptions.None, 1000)]
    private static partial Regex Property();

    [GeneratedRegex(""";(?<name>[A-Za-z0-9-]+)=(?<value>(?:"[^"]*"|[^":;])*)""")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();
}

using System.Globalization;
using System.Text;

namespace Trichter.Platform.Mail;

/// <summary>Writes a mail as it travels: RFC 5322 headers with encoded words (RFC 2047), UTF-8 bodies in base64, a meeting as text/calendar beside the text (RFC 6047), files after it.</summary>
internal static class WriteMime
{
    private const int LongestEncodedWord = 45;
    private const int LineLength = 76;

    public static byte[] Of(OutgoingMail mail, MailServer from, DateTime now, IReadOnlyList<MailAttachment>? files = null) => Of(
        new MimeMail(mail.Id, mail.ToAddress, mail.ToName, mail.Subject, mail.Text)
        {
            Calendar = mail.Calendar,
            CalendarMethod = mail.CalendarMethod,
            ReplyTo = mail.ReplyTo,
            Headers = [("Auto-Submitted", "auto-generated")],
            Files = files ?? [],
        }, from, now);

    public static byte[] Of(MimeMail mail, MailServer from, DateTime now)
    {
        var message = new StringBuilder();
        Header(message, "Date", new DateTimeOffset(now, TimeSpan.Zero).ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(message, "From", Mailbox(from.FromName, from.FromAddress));
        Header(message, "To", Mailbox(mail.ToName, mail.ToAddress));
        if (mail.ReplyTo.Length > 0) Header(message, "Reply-To", mail.ReplyTo);
        Header(message, "Subject", Words(mail.Subject));
        Header(message, "Message-ID", IdOf(mail.Id, from));
        foreach (var (name, value) in mail.Headers) Header(message, name, value);
        Header(message, "MIME-Version", "1.0");
        if (mail.Files.Count == 0)
        {
            Body(message, mail);
            return Encoding.ASCII.GetBytes(message.ToString());
        }

        var boundary = $"trichter-files-{mail.Id:N}";
        Header(message, "Content-Type", $"multipart/mixed; boundary=\"{boundary}\"");
        message.Append("\r\n--").Append(boundary).Append("\r\n");
        Body(message, mail);
        foreach (var file in mail.Files)
        {
            message.Append("--").Append(boundary).Append("\r\n");
            Header(message, "Content-Disposition", $"attachment; filename=\"{NameOf(file)}\"");
            Encoded(message, file.Type, file.Content);
        }

        message.Append("--").Append(boundary).Append("--\r\n");
        return Encoding.ASCII.GetBytes(message.ToString());
    }

    /// <summary>The plain text first, then what says the same in another form.</summary>
    private static void Body(StringBuilder message, MimeMail mail)
    {
        var parts = new List<(string Type, string Text)> { ("text/plain; charset=utf-8", mail.Text) };
        if (mail.Html.Length > 0) parts.Add(("text/html; charset=utf-8", mail.Html));
        if (mail.Calendar.Length > 0) parts.Add(($"text/calendar; charset=utf-8; method={mail.CalendarMethod}", mail.Calendar));
        if (parts is [var only])
        {
            Part(message, only.Type, only.Text);
            return;
        }

        var boundary = $"trichter-{mail.Id:N}";
        Header(message, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        message.Append("\r\n");
        foreach (var (type, text) in parts)
        {
            message.Append("--").Append(boundary).Append("\r\n");
            Part(message, type, text);
        }

        message.Append("--").Append(boundary).Append("--\r\n");
    }

    /// <summary>Every mailbox understands plain names; document numbers have no others.</summary>
    private static string NameOf(MailAttachment file) => string.Concat(file.Name.Select(sign => char.IsAsciiLetterOrDigit(sign) || sign is '.' or '-' or '_' ? sign : '-'));

    /// <summary>Stays the same however often the mail is tried, so that a mailbox can tell a second copy.</summary>
    public static string IdOf(Guid mail, MailServer from) => $"<{mail:N}@{from.FromAddress[(from.FromAddress.IndexOf('@', StringComparison.Ordinal) + 1)..]}>";

    private static void Header(StringBuilder message, string name, string value) => message.Append(name).Append(": ").Append(value).Append("\r\n");

    private static void Part(StringBuilder message, string type, string text) => Encoded(message, type, Convert.ToBase64String(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"))));

    private static void Encoded(StringBuilder message, string type, string encoded)
    {
        Header(message, "Content-Type", type);
        Header(message, "Content-Transfer-Encoding", "base64");
        message.Append("\r\n");
        for (var start = 0; start < encoded.Length; start += LineLength) message.Append(encoded, start, Math.Min(LineLength, encoded.Length - start)).Append("\r\n");
    }

    private static string Mailbox(string name, string address) => name.Trim().Length == 0 ? address : $"{Words(name, quoted: true)} <{address}>";

    /// <summary>ASCII as it is, in quotation marks where it is a name; anything else in encoded words that cut no character.</summary>
    private static string Words(string text, bool quoted = false)
    {
        var clean = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        if (clean.All(char.IsAscii) && clean.Length <= 200 && !clean.Contains("=?", StringComparison.Ordinal))
            return quoted ? $"\"{clean.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : clean;

        var (words, word) = (new List<string>(), new List<byte>());
        foreach (var rune in clean.EnumerateRunes())
        {
            var bytes = Encoding.UTF8.GetBytes(rune.ToString());
            if (word.Count + bytes.Length > LongestEncodedWord) Close();
            word.AddRange(bytes);
        }

        Close();
        return string.Join("\r\n ", words);

        void Close()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }
}

using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Trichter.Team.Mail;

namespace Trichter.Campaigns.Returns;

/// <summary>
/// Reads what mail systems send back: delivery reports (RFC 3464), complaints (RFC 5965), notifications of senders by contract, automatic answers
/// (RFC 3834), and the many that only tell it in words.
/// </summary>
public static partial class ReadReturned
{
    public static ReturnedMail Of(Stream mail) => Load(mail) is { } message ? Of(message) : ReturnedMail.Other;

    /// <returns>Null where it is no mail.</returns>
    public static MimeMessage? Load(Stream mail)
    {
        try
        {
            return MimeMessage.Load(mail);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public static ReturnedMail Of(MimeMessage mail) => Read(mail) with { Subject = mail.Subject ?? "" };

    private static ReturnedMail Read(MimeMessage mail)
    {
        var text = TextOf(mail);
        if (ContractNotices.In(text.Said) is { } notice) return notice;
        if (ComplaintsOf(mail, text) is { } complaint) return complaint;

        if (UnsubscribeSubject().IsMatch(mail.Subject ?? "")) return new(ReturnKind.Unsubscribe, [], [.. mail.From.Mailboxes.Select(from => from.Address.ToLowerInvariant())], "");

        var id = text.Header("Message-ID").Trim('<', '>');
        if (!IsByMachine(mail)) return ReturnedMail.Other;

        var bounces = DeliveryGroups.Of(text, FieldsOf(mail));
        if (bounces.Count == 0 && DeliveryGroups.SaysOtherwise(FieldsOf(mail))) return new(ReturnKind.Notice, [], [], id);
        if (bounces.Count == 0 && LooksLikeReport(mail, text)) bounces = ReportInWords.Of(mail, text);
        if (bounces.Count > 0) return new(ReturnKind.Bounce, bounces, [], id);
        return mail.Headers[HeaderId.AutoSubmitted] is { } auto && !auto.StartsWith("no", StringComparison.OrdinalIgnoreCase) || AwaySubject().IsMatch(mail.Subject ?? "") ? new(ReturnKind.AutoReply, [], [], id) : ReturnedMail.Other;
    }

    /// <summary>People do not sign as a mail system; what they write is never a bounce.</summary>
    private static bool IsByMachine(MimeMessage mail) =>
        mail.Body is MultipartReport || mail.Headers[HeaderId.ReturnPath]?.Trim() == "<>" || mail.Headers["X-Failed-Recipients"] is not null
        || mail.Headers[HeaderId.AutoSubmitted] is { } auto && !auto.StartsWith("no", StringComparison.OrdinalIgnoreCase)
        || mail.From.Concat(mail.ReplyTo).Append(mail.Sender ?? (InternetAddress)new MailboxAddress("", "")).Any(from => Machine().IsMatch(from.ToString()))
        || ReportSubject().IsMatch(mail.Subject ?? "") || AwaySubject().IsMatch(mail.Subject ?? "");

    private static bool LooksLikeReport(MimeMessage mail, ReturnedText text) =>
        ReportSubject().IsMatch(mail.Subject ?? "") || mail.Headers["X-Failed-Recipients"] is not null || mail.Body is MultipartReport || ReportWords().IsMatch(text.Said);

    private static ReturnedMail? ComplaintsOf(MimeMessage mail, ReturnedText text)
    {
        var isReport = mail.BodyParts.Any(part => part.ContentType.IsMimeType("message", "feedback-report")) || FeedbackType().IsMatch(text.Said) || mail.Body?.ContentType.Parameters["report-type"] == "feedback-report"
            || ComplaintSubject().IsMatch(mail.Subject ?? "") && mail.BodyParts.Any(part => part is MessagePart);
        if (!isReport) return null;

        var fields = FieldsOf(mail) + "\n" + text.Said;
        var named = ComplainedOf().Matches(fields).Select(match => match.Groups[1].Value).SelectMany(ReturnedText.AddressesIn).Distinct().ToList();
        if (named.Count == 0) named = [.. ReturnedText.AddressesIn(text.Header("To")).Distinct()];
        return new(ReturnKind.Complaint, [], named, text.Header("Message-ID").Trim('<', '>'));
    }

    /// <summary>The fields of all delivery reports in it, as text; also where the mail does not say that it is a report.</summary>
    private static string FieldsOf(MimeMessage mail)
    {
        var fields = new StringBuilder();
        foreach (var part in mail.BodyParts.Where(part => part.ContentType.MediaType.Equals("message", StringComparison.OrdinalIgnoreCase) && part is MimePart { Content: not null })) fields.Append(Decoded((MimePart)part)).Append("\n\n");
        return fields.Length > 0 ? fields.ToString() : Raw(mail) is var raw && FinalRecipient().IsMatch(raw) ? raw : "";
    }

    private static ReturnedText TextOf(MimeMessage mail)
    {
        var (said, original) = (new StringBuilder(), new StringBuilder());
        foreach (var entity in Parts(mail.Body))
        {
            if (entity is MessagePart { Message: { } inner }) original.Append(inner.Headers.Aggregate(new StringBuilder(), (all, header) => all.Append(header.Field).Append(": ").Append(header.Value.Trim()).Append('\n'))).Append('\n');
            else if (entity is MimePart headers && headers.ContentType.IsMimeType("text", "rfc822-headers")) original.Append(Decoded(headers)).Append('\n');
            else if (entity is TextPart text && !(text.IsHtml && said.Length > 0)) said.Append(text.IsHtml ? MailHtml.Plain(text.Text) : text.Text).Append('\n');
        }

        var cut = ReturnedText.Of(string.IsNullOrWhiteSpace(said.ToString()) ? Raw(mail) : said.ToString());
        return cut with { Original = original.Append(cut.Original).ToString() };
    }

    /// <summary>The body as it travelled, for mails whose parts are not marked off as they should be.</summary>
    private static string Raw(MimeMessage mail)
    {
        if (mail.Body is null) return "";
        using var bytes = new MemoryStream();
        mail.Body.WriteTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static IEnumerable<MimeEntity> Parts(MimeEntity? entity) => entity is Multipart many ? many.SelectMany(Parts) : entity is null ? [] : [entity];

    private static string Decoded(MimePart part)
    {
        if (part is TextPart text) return text.Text;
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    [GeneratedRegex(@"mailer-?daemon|post_?master|mail ?delivery|delivery.?(?:subsystem|system|status)|mail.?administrator|<>|no-?reply|bounce|system attendant|mail.?robot|daemon", RegexOptions.IgnoreCase)]
    private static partial Regex Machine();

    [GeneratedRegex(@"undeliver|not (?:be )?deliver|fail(?:ed|ure)|return(?:ed|ing) (?:mail|message|to sender)|delivery (?:status|notification|problem|error|report|message|failure|has)|non.?deliver|unzustell|niedostarcz|bounce|could ?n.t (?:be )?(?:deliver|send)|rejected|mail (?:system )?error|user unknown|unable to deliver|warning: (?:message|could)|nondeliverable|error (?:mail|sending)|message (?:delayed|status)|недоставлен|unknown user|не доставл|delivery", RegexOptions.IgnoreCase)]
    private static partial Regex ReportSubject();

    [GeneratedRegex(@"(?:could|was|can) ?not (?:be )?(?:deliver|sen[dt]|able to deliver)|undeliver|permanent (?:error|failure)|delivery (?:to|of|has|failed)|failed (?:to|recipient|permanently)|not (?:been )?delivered|unable to deliver|reject|returned|(?:^|\s)[45]\d\d[ -]", RegexOptions.IgnoreCase)]
    private static partial Regex ReportWords();

    [GeneratedRegex(@"^\s*(?:unsubscribe|abmelden|abmeldung|abbestellen|wypisz|wypisuję)\b.{0,120}$", RegexOptions.IgnoreCase)]
    private static partial Regex UnsubscribeSubject();

    [GeneratedRegex(@"^\s*complaint about message", RegexOptions.IgnoreCase)]
    private static partial Regex ComplaintSubject();

    [GeneratedRegex(@"auto(?:matic|mated)?.?(?:reply|response|antwort|matische antwort)|out of (?:the )?office|away|vacation|abwesen|urlaub|nieobecn|autoresp", RegexOptions.IgnoreCase)]
    private static partial Regex AwaySubject();

    [GeneratedRegex(@"^(?:original-rcpt-to|removal-recipient|x-hmxmroriginalrecipient|final-recipient|original-recipient)[ \t]*:[ \t]*(.+)$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex ComplainedOf();

    [GeneratedRegex(@"^feedback-type[ \t]*:", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex FeedbackType();

    [GeneratedRegex(@"^(?:final|original)-recipient[ \t]*:", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex FinalRecipient();
}

using System.Text.RegularExpressions;
using MimeKit;

namespace Trichter.Campaigns.Returns;

/// <summary>Reports that name their recipients only in words.</summary>
internal static partial class ReportInWords
{
    private const int LinesAbout = 12;

    public static List<Bounce> Of(MimeMessage mail, ReturnedText text)
    {
        var late = Delay().IsMatch((mail.Subject ?? "") + text.Said) && !GivenUp().IsMatch(text.Said);
        return [.. RecipientsOf(mail, text).Select(address =>
        {
            var about = AboutIn(text.Said, address);
            return DeliveryGroups.BounceOf(address, "", "", about.Length > 0 ? about : text.Said, text.Said, late);
        })];
    }

    /// <summary>The lines that speak of a recipient: from its own line to the next recipient.</summary>
    public static string AboutIn(string said, string address)
    {
        var lines = said.ReplaceLineEndings("\n").Split('\n');
        var from = Array.FindIndex(lines, line => IsHead(line, address));
        if (from < 0) from = Array.FindIndex(lines, line => line.Contains(address, StringComparison.OrdinalIgnoreCase));
        if (from < 0) return said;

        var about = lines.Skip(from).Take(1).Concat(lines.Skip(from + 1).Take(LinesAbout).TakeWhile(line => !(Head().Match(line) is { Success: true } head && !head.Groups[1].Value.Equals(address, StringComparison.OrdinalIgnoreCase))));
        var text = string.Join(' ', about);
        return Codes().IsMatch(text) || BouncePhrases.CauseIn(text.ToLowerInvariant()) != BounceCause.Unknown ? text : string.Join(' ', lines);
    }

    private static bool IsHead(string line, string address) => Head().Match(line) is { Success: true } head && head.Groups[1].Value.Equals(address, StringComparison.OrdinalIgnoreCase);

    private static List<string> RecipientsOf(MimeMessage mail, ReturnedText text)
    {
        if (mail.Headers["X-Failed-Recipients"] is { } failed) return [.. ReturnedText.AddressesIn(failed).Distinct()];

        var ours = mail.To.Mailboxes.Concat(mail.From.Mailboxes).Select(its => its.Address.ToLowerInvariant()).Concat(ReturnedText.AddressesIn(text.Header("From"))).ToHashSet();
        var heads = text.Said.ReplaceLineEndings("\n").Split('\n').Select(line => Head().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value.ToLowerInvariant()).Where(its => !ours.Contains(its)).Distinct().ToList();
        var sentTo = ReturnedText.AddressesIn(text.Header("To")).Distinct().ToList();
        if (heads.Count > 1 && sentTo.Count > 0 && heads.Intersect(sentTo).Any()) heads = [.. heads.Where(its => sentTo.Contains(its) || CountOf(text.Said, its) > 1)];
        if (heads.Count > 0) return heads;

        var named = ReturnedText.AddressesIn(text.Said).Where(its => !ours.Contains(its) && !Machine().IsMatch(its)).Distinct().ToList();
        if (named.Count > 0) return sentTo.Intersect(named).Any() ? [.. sentTo.Intersect(named)] : [named[0]];
        return [.. sentTo.Where(its => !Machine().IsMatch(its))];
    }

    private static int CountOf(string text, string word) => text.Split(word, StringSplitOptions.None).Length - 1;

    [GeneratedRegex(@"^[ \t*>""-]*(?:[45]\d\d[ -]+)?(?:(?:failed |invalid |the )?(?:recipient|address|adressat|target mail address|rcpt to|to|recipient address|user|could not deliver (?:message )?to|failed recipient|empfänger)s?[ \t]*[:=][ \t]*)?(?:smtp;|rfc822;)?[ \t]*[<(\[]?([a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[a-z0-9-]+\.)+[a-z]{2,})[>)\]]?(?:<mailto:[^>]*>)?(?:[ \t]*[:;,.(\-].*|\.\.\..*|[ \t]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Head();

    [GeneratedRegex(@"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])|(?<![\d.#])[45]\d\d[ -]")]
    private static partial Regex Codes();

    [GeneratedRegex(@"^(?:postmaster|mailer-daemon|abuse|support|hostmaster)@", RegexOptions.IgnoreCase)]
    private static partial Regex Machine();

    [GeneratedRegex(@"delayed|\(delay\)|warning message|still being retried|status notification: warning|temporary failure report", RegexOptions.IgnoreCase)]
    private static partial Regex Delay();

    [GeneratedRegex(@"giv(?:en|ing) up|no further|expired|has failed|failed permanently", RegexOptions.IgnoreCase)]
    private static partial Regex GivenUp();
}

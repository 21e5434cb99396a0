using System.Text.RegularExpressions;

namespace Trichter.Team.Mail;

/// <summary>The words of a mail that was written as HTML.</summary>
public static partial class MailHtml
{
    public static string Plain(string html) => System.Net.WebUtility.HtmlDecode(Tag().Replace(Break().Replace(html, "\n"), ""));

    [GeneratedRegex(@"<[^>]{0,2000}>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"<(?:br|/p|/div|/tr|/h\d|/li)[^>]{0,200}>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();
}

using System.Text.RegularExpressions;

namespace Trichter.Campaigns.Returns;

/// <summary>The words of a report: what its mail system said, and what it gave back of our own mail.</summary>
/// <param name="Said">Up to where our own mail begins.</param>
/// <param name="Original">Our own mail or its headers; empty where nothing came back.</param>
internal sealed partial record ReturnedText(string Said, string Original)
{
    /// <summary>Cuts a plain text where the copy of our mail begins.</summary>
    public static ReturnedText Of(string text)
    {
        var cut = Copy().Match(text);
        return cut.Success ? new(text[..cut.Index], text[cut.Index..]) : new(text, "");
    }

    /// <summary>The value of a header of our own mail.</summary>
    public string Header(string name)
    {
        var found = Regex.Match(Original, $@"(?im)^[ \t>]*{Regex.Escape(name)}:[ \t]*(.+(?:\r?\n[ \t]+.+)*)", RegexOptions.None, TimeSpan.FromSeconds(1));
        return found.Success ? found.Groups[1].Value.Trim() : "";
    }

    public static IEnumerable<string> AddressesIn(string text) => Address().Matches(text).Select(match => match.Value.TrimEnd('.').ToLowerInvariant());

    [GeneratedRegex(@"(?im)^.*(?:below this line is a copy|this is a copy of (?:the|your) message|(?:below|following) is (?:a copy of )?(?:the|your) (?:original|message)|-{2,} ?original message|original message (?:follows|headers?)|message headers follow|headers? of (?:the|your) (?:original )?(?:message|mail)|-{3,} ?(?:unsent|undelivered|returned|the header|message header|begin message)|unsent message|returned message|bounced e-?mail:|included is a copy|the (?:original )?message follows|(?:un)?delivered message follows|your message follows|(?:enclosed|below) is a copy|copy of (?:the|your) (?:original )?message).*$|(?im)^(?:return-path|received|x-originating-ip):[ \t]*\S.*$")]
    private static partial Regex Copy();

    [GeneratedRegex(@"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")]
    private static partial Regex Address();
}

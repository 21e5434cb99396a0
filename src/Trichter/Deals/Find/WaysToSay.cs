using System.Text.RegularExpressions;
using Trichter.Customers;

namespace Trichter.Deals.Find;

/// <summary>What somebody typed, and how records would have written it: numbers without separators, the domain of an address, the bare e-mail address.</summary>
internal static partial class WaysToSay
{
    private const int ShortestPhone = 5;
    private const int ShortestNumber = 8;

    /// <summary>As typed first.</summary>
    public static IEnumerable<string> Of(string typed)
    {
        yield return typed;
        var text = typed.Trim();
        if (Mail().Match(text) is { Success: true } mail) yield return mail.Value;
        else if (Site().Match(text) is { Success: true } site) yield return site.Groups["host"].Value;

        // The zero of a national number gives way to the country in what is stored.
        var digits = PhoneNumber.Digits(text).TrimStart('0');
        if (Phone().IsMatch(text) && digits.Length >= ShortestPhone) yield return digits;
        if (Phone().IsMatch(text) && digits.Length >= ShortestPhone && Trunk().Replace(text, "") is var bare && bare != text) yield return PhoneNumber.Digits(bare).TrimStart('0');

        var number = Separator().Replace(text, "");
        if (number.Length >= ShortestNumber && number.Any(char.IsAsciiDigit) && number.All(char.IsAsciiLetterOrDigit) && number != text) yield return number;
    }

    [GeneratedRegex(@"[^\s<>:""]+@[^\s<>""]+")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^(?:https?://(?:www\.)?|www\.)(?<host>[^/\s:?#]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Site();

    [GeneratedRegex(@"^[+0-9()/.\s-]+$")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\(0\)")]
    private static partial Regex Trunk();

    [GeneratedRegex(@"[\s./_-]+")]
    private static partial Regex Separator();
}

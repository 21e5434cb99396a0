using System.Net.Mail;

namespace Trichter.Platform.Mail;

/// <summary>What passes for an e-mail address where somebody types one.</summary>
public static class MailAddresses
{
    public const int Longest = 254;

    private const int LongestLocalPart = 64;

    /// <summary>One bare address at a domain with a point in it, without the quoted forms that nobody has and records of people do not take.</summary>
    public static bool IsOne(string text) =>
        text.Length <= Longest && text.IndexOf('@', StringComparison.Ordinal) is > 0 and <= LongestLocalPart && !text.Any(letter => char.IsWhiteSpace(letter) || letter is '"' or ',' or ';') && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}

using System.Net.Mail;

namespace Trichter.Platform.Mail;

/// <summary>What passes for an e-mail address where somebody types one.</summary>
public static class MailAddresses
{
    public const int Longest = 254;

    /// <summary>One bare address at a domain with a point in it.</summary>
    public static bool IsOne(string text) =>
        text.Length <= Longest && MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}

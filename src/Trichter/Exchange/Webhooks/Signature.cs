using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trichter.Exchange.Webhooks;

/// <summary>Signs messages as Standard Webhooks 1.0 says: HMAC-SHA256 over id, time and body, with a secret that both sides know.</summary>
public static class Signature
{
    private const string Prefix = "whsec_";
    private const int SecretBytes = 32;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The value of the header webhook-signature: one signature for each secret.</summary>
    /// <param name="timestamp">Seconds since 1970.</param>
    public static string Of(IEnumerable<string> secrets, string id, long timestamp, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(KeyOf(secret), signed))));
    }

    private static byte[] KeyOf(string secret) => Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
}

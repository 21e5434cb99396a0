using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trichter.Platform.Storage;

namespace Trichter.Ledger.Sealing;

/// <summary>
/// What the chain covers of the values of an entry: for each field an HMAC under a salt of its own, which is made from the salt of the entry. With the
/// salt gone nobody guesses a value back from its digest, and the digest of the entry stays what it was.
/// </summary>
internal static class LedgerDigest
{
    private const int SaltBytes = 16;

    public static string NewSalt() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes));

    public static string Of(LedgerEntry entry)
    {
        var leaves = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var erased = entry.Erased.Length > 0 ? AsJson.Read<ErasedFields>(entry.Erased) : null;
        if (erased is not null)
            foreach (var (field, leaf) in erased.Gone) leaves[field] = leaf;

        using var fields = JsonDocument.Parse(entry.Fields);
        foreach (var field in fields.RootElement.EnumerateObject())
            leaves[field.Name] = Leaf(erased is null ? SaltOf(entry.Salt, field.Name) : Convert.FromHexString(erased.Salts.GetValueOrDefault(field.Name, "")), field.Value.GetRawText());
        return Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(leaves.Select(leaf => $"{leaf.Key} {leaf.Value}\n")))));
    }

    /// <summary>The values that stay, and what has to be known of the others so that the digest remains.</summary>
    public static (string Fields, ErasedFields Erased) Without(LedgerEntry entry, IReadOnlySet<string> gone)
    {
        var before = entry.Erased.Length > 0 ? AsJson.Read<ErasedFields>(entry.Erased) : null;
        var (left, erased) = (new Dictionary<string, JsonElement>(), new ErasedFields { Gone = new(before?.Gone ?? []) });
        using var fields = JsonDocument.Parse(entry.Fields);
        foreach (var field in fields.RootElement.EnumerateObject())
        {
            var salt = before is null ? SaltOf(entry.Salt, field.Name) : Convert.FromHexString(before.Salts[field.Name]);
            if (gone.Contains(field.Name))
            {
                erased.Gone[field.Name] = Leaf(salt, field.Value.GetRawText());
                continue;
            }

            left[field.Name] = field.Value.Clone();
            erased.Salts[field.Name] = Hex(salt);
        }

        return ($"{{{string.Join(',', left.Select(field => $"{JsonSerializer.Serialize(field.Key, AsJson.Options)}:{field.Value.GetRawText()}"))}}}", erased);
    }

    private static byte[] SaltOf(string salt, string field) => HMACSHA256.HashData(Convert.FromBase64String(salt), Encoding.UTF8.GetBytes(field));

    private static string Leaf(byte[] salt, string value) => Hex(HMACSHA256.HashData(salt, Encoding.UTF8.GetBytes(value)));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}

/// <summary>What stands in for erased values.</summary>
internal sealed record ErasedFields
{
    /// <summary>Field → its digest; the salt it was made with is gone.</summary>
    public Dictionary<string, string> Gone { get; init; } = [];

    /// <summary>Field that stays → its own salt.</summary>
    public Dictionary<string, string> Salts { get; init; } = [];
}

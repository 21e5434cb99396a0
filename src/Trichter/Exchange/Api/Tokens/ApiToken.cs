using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Api.Tokens;

/// <summary>Lets a program act for a user, within its scopes, until it expires or is revoked. The secret itself is not kept.</summary>
public sealed class ApiToken : IRecorded, IRetirable
{
    private const string Prefix = "trichter_";

    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }

    /// <summary>What it is for, in the user's words.</summary>
    public required string Name { get; init; }

    public required List<ApiScope> Scopes { get; init; }

    /// <summary>SHA-256 of the secret, as hexadecimal digits.</summary>
    [Secret] public required string Hash { get; init; }

    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }

    /// <summary>Final, and therefore kept out of the ledger: no undo brings a revoked token back.</summary>
    [Secret] public DateTime? RevokedAt { get; private set; }

    /// <summary>The day of the last request, in UTC.</summary>
    [NotRecorded] public DateOnly? LastUsedOn { get; private set; }

    public bool IsGood(DateTime now) => RevokedAt is null && ExpiresAt > now;

    public void Retire(DateTime at) => RevokedAt ??= at;

    /// <summary>32 random bytes in letters that need no quoting anywhere.</summary>
    public static string NewSecret() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

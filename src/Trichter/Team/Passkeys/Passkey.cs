using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Trichter.Platform.Storage;

namespace Trichter.Team.Passkeys;

/// <summary>A key that a device or a password manager holds for a colleague; the public half of it is here (WebAuthn, W3C).</summary>
public sealed class Passkey
{
    public const int LongestName = 60;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }

    /// <summary>As their owner knows the device.</summary>
    public required string Name { get; set; }

    /// <summary>Base64url, like the key itself.</summary>
    public required string CredentialId { get; init; }

    public required string PublicKey { get; init; }

    /// <summary>How often the device says it has signed; one that counts backwards is a copy and is refused. Many devices always say 0.</summary>
    public long SignCount { get; private set; }

    public List<string> Transports { get; init; } = [];

    /// <summary>The device may copy it to others of the same person.</summary>
    public bool MayBeCopied { get; init; }

    public bool IsCopied { get; private set; }
    public DateTime AddedAt { get; init; }
    public DateTime? UsedAt { get; private set; }

    public static Passkey From(UserPasskeyInfo info, User user, string name, DateTime now) => new()
    {
        UserId = user.Id,
        Name = name,
        CredentialId = TextOf(info.CredentialId),
        PublicKey = TextOf(info.PublicKey),
        SignCount = info.SignCount,
        Transports = [.. info.Transports ?? []],
        MayBeCopied = info.IsBackupEligible,
        IsCopied = info.IsBackedUp,
        AddedAt = now,
    };

    /// <summary>As the framework wants it. What the device said of itself at registration is not kept: nothing here is decided by it.</summary>
    public UserPasskeyInfo ForFramework() => new(
        Base64Url.DecodeFromChars(CredentialId), Base64Url.DecodeFromChars(PublicKey), AddedAt, (uint)SignCount, [.. Transports],
        isUserVerified: true, MayBeCopied, IsCopied, attestationObject: [], clientDataJson: []);

    public static string TextOf(byte[] id) => Base64Url.EncodeToString(id);

    public void Used(UserPasskeyInfo seen, DateTime now) => (SignCount, IsCopied, UsedAt) = (seen.SignCount, seen.IsBackedUp, now);
}

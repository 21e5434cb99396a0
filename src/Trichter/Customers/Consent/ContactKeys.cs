using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Trichter.Customers.Consent;

/// <summary>Turns contact points into keys that tell nobody what they are, and addresses into text that only this workspace opens.</summary>
public sealed class ContactKeys(Db db, IDataProtectionProvider protection)
{
    private const int KeyBytes = 32;

    private readonly IDataProtector protector = protection.CreateProtector("privacy");
    private byte[]? secret;

    /// <summary>Has to be called once before the others of this instance.</summary>
    public async Task LoadAsync(CancellationToken cancellation = default)
    {
        if (secret is not null) return;

        if (await db.PrivacyKeys.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } kept)
        {
            kept = new PrivacyKey { Secret = protector.Protect(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes))) };
            await db.Database.ExecuteSqlAsync($"insert into privacy_keys (id, secret) values ({kept.Id}, {kept.Secret}) on conflict (id) do nothing", cancellation);
            kept = await db.PrivacyKeys.AsNoTracking().SingleAsync(cancellation);
        }

        secret = Base64Url.DecodeFromChars(protector.Unprotect(kept.Secret));
    }

    public string Of(ContactPoint point) => Mac(point.Identity);

    /// <summary>For an objection to everything, whatever address is used.</summary>
    public string OfPerson(Guid person) => Mac($"person:{person}");

    public string Hide(string address) => address.Length == 0 ? "" : protector.Protect(address);

    /// <summary>Empty where the address was scrubbed or the keys no longer open it.</summary>
    public string Show(string hidden)
    {
        try
        {
            return hidden.Length == 0 ? "" : protector.Unprotect(hidden);
        }
        catch (CryptographicException)
        {
            return "";
        }
    }

    /// <summary>Authenticates bytes that travel in a link.</summary>
    public byte[] Sign(ReadOnlySpan<byte> content) => HMACSHA256.HashData(Ready, content);

    private byte[] Ready => secret ?? throw new InvalidOperationException("LoadAsync comes first.");

    private string Mac(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Ready, Encoding.UTF8.GetBytes(text)));
}

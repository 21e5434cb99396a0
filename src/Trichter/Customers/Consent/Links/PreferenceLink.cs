using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Trichter.Customers.Consent.Links;

/// <summary>What stands in the unsubscribe links of a mail: whose address, and which purpose. Signed, never out of date, and good for nothing else (R41).</summary>
/// <param name="PointKey">Of the address that got the mail.</param>
public sealed record PreferenceLink(Guid Person, string PointKey, Purpose Purpose)
{
    private const int IdBytes = 16, KeyBytes = 32, PurposeBytes = 4, SignBytes = 16;
    private const int Bytes = IdBytes + KeyBytes + PurposeBytes;

    public string Write(ContactKeys keys)
    {
        Span<byte> all = stackalloc byte[Bytes + SignBytes];
        Person.TryWriteBytes(all);
        Convert.FromHexString(PointKey).CopyTo(all[IdBytes..]);
        BinaryPrimitives.WriteInt32BigEndian(all[(IdBytes + KeyBytes)..], (int)Purpose);
        keys.Sign(all[..Bytes]).AsSpan(0, SignBytes).CopyTo(all[Bytes..]);
        return Base64Url.EncodeToString(all);
    }

    /// <returns>Null for anything we did not write.</returns>
    public static PreferenceLink? Read(string text, ContactKeys keys)
    {
        if (text.Length > 200 || !Base64Url.IsValid(text)) return null;
        var all = Base64Url.DecodeFromChars(text);
        if (all.Length != Bytes + SignBytes || !CryptographicOperations.FixedTimeEquals(keys.Sign(all.AsSpan(0, Bytes)).AsSpan(0, SignBytes), all.AsSpan(Bytes))) return null;

        var purpose = (Purpose)BinaryPrimitives.ReadInt32BigEndian(all.AsSpan(IdBytes + KeyBytes));
        return Enum.IsDefined(purpose) ? new(new Guid(all.AsSpan(0, IdBytes)), Convert.ToHexStringLower(all.AsSpan(IdBytes, KeyBytes)), purpose) : null;
    }
}

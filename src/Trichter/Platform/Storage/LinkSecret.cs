using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Trichter.Platform.Storage;

/// <summary>The secret part of an address that lets somebody in without signing in. It is shown once; only its hash is kept.</summary>
public static class LinkSecret
{
    /// <summary>32 random bytes in letters that need no quoting anywhere.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, as hexadecimal digits.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

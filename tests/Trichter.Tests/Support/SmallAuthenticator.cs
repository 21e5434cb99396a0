using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Trichter.Tests.Support;

/// <summary>A device that holds one passkey, in the place of a finger on a phone: ES256, no attestation (WebAuthn level 3, 6.1 and 6.5).</summary>
internal sealed class SmallAuthenticator(string host = "localhost") : IDisposable
{
    private const byte UserPresent = 1, UserVerified = 4, HasKey = 64;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string? owner;
    private uint signed;

    /// <summary>Where the page that asks says it is.</summary>
    public string Origin { get; init; } = $"http://{host}";

    /// <summary>False for a device that did not ask its owner for finger or code.</summary>
    public bool AsksItsOwner { get; set; } = true;

    /// <summary>As a copy made earlier would count.</summary>
    public void CountBackTo(uint count) => signed = count;

    public string Create(string options)
    {
        using var asked = JsonDocument.Parse(options);
        owner = asked.RootElement.GetProperty("user").GetProperty("id").GetString();
        var client = ClientData("webauthn.create", asked.RootElement.GetProperty("challenge").GetString()!);
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] data = [.. AuthenticatorData(HasKey), .. new byte[16], 0, (byte)id.Length, .. id, .. cose];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), 0x58, (byte)data.Length, .. data];
        return Answer(new { clientDataJSON = Base64Url.EncodeToString(client), attestationObject = Base64Url.EncodeToString(attestation), transports = new[] { "internal" } });
    }

    public string Get(string options)
    {
        using var asked = JsonDocument.Parse(options);
        var client = ClientData("webauthn.get", asked.RootElement.GetProperty("challenge").GetString()!);
        var data = AuthenticatorData(0);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new
        {
            clientDataJSON = Base64Url.EncodeToString(client),
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(signature),
            userHandle = owner,
        });
    }

    public void Dispose() => key.Dispose();

    private byte[] ClientData(string type, string challenge) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin = Origin, crossOrigin = false });

    private byte[] AuthenticatorData(byte more)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++signed);
        return [.. SHA256.HashData(Encoding.ASCII.GetBytes(host)), (byte)(UserPresent | (AsksItsOwner ? UserVerified : 0) | more), .. count];
    }

    private string Answer(object response) => JsonSerializer.Serialize(new
    {
        id = Base64Url.EncodeToString(id),
        rawId = Base64Url.EncodeToString(id),
        type = "public-key",
        clientExtensionResults = new { },
        response,
    });

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];
}

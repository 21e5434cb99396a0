using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Trichter.Team.OpenId;

/// <summary>Believes an id_token only when it is signed with a key of the provider, made by it, for us, for this sign-in, just now, and about a verified address.</summary>
internal sealed class IdTokenCheck(string clientId, TimeProvider clock)
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public async Task<IdTokenResult> RunAsync(string? token, string? nonce, OpenIdConnectConfiguration provider)
    {
        if (string.IsNullOrEmpty(token)) return new IdTokenResult.Refused("there is none");

        var checkedToken = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = clientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = Algorithms,
            LifetimeValidator = IsInTime,
        });
        if (checkedToken.Exception is SecurityTokenSignatureKeyNotFoundException) return new IdTokenResult.UnknownKey();
        if (!checkedToken.IsValid) return new IdTokenResult.Refused(checkedToken.Exception.GetType().Name);

        var said = (JsonWebToken)checkedToken.SecurityToken;
        if (nonce is null || !Same(Text(said, "nonce"), nonce)) return new IdTokenResult.Refused("it is of another sign-in");
        if (Text(said, "azp") is { Length: > 0 } party && party != clientId) return new IdTokenResult.Refused("it is for another party");
        if (said.Audiences.Count() > 1 && Text(said, "azp") != clientId) return new IdTokenResult.Refused("it is for several parties");
        if (Text(said, "email") is not { Length: > 0 } email || !IsTrue(said, "email_verified")) return new IdTokenResult.Refused("its e-mail address is not verified");
        return new IdTokenResult.Good(email.Trim().ToLowerInvariant());
    }

    private bool IsInTime(DateTime? from, DateTime? until, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until > now - Skew && !(from > now + Skew);
    }

    private static string Text(JsonWebToken token, string claim) => token.TryGetPayloadValue<string>(claim, out var value) ? value : "";

    /// <summary>Some providers write it as a text.</summary>
    private static bool IsTrue(JsonWebToken token, string claim) =>
        (token.TryGetPayloadValue<bool>(claim, out var value) && value) || Text(token, claim) == "true";

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}

internal abstract record IdTokenResult
{
    public sealed record Good(string VerifiedEmail) : IdTokenResult;

    public sealed record UnknownKey : IdTokenResult;

    public sealed record Refused(string Why) : IdTokenResult;
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Trichter.Tests.Support;

/// <summary>An OpenID provider that fits into a test: a document, keys, and a code that it gives for a token once, to who knows the verifier.</summary>
internal sealed class SmallProvider(TimeProvider clock) : HttpMessageHandler
{
    public const string Authority = "https://id.example";
    public const string Client = "trichter";
    private const string ClientSecret = "a secret of both";

    private readonly ConcurrentDictionary<string, (string Token, string Challenge, string Redirect)> codes = new();
    private RsaSecurityKey key = NewKey();

    public static Dictionary<string, string?> Settings(string section = "OpenId") => new()
    {
        [$"{section}:Authority"] = Authority,
        [$"{section}:ClientId"] = Client,
        [$"{section}:ClientSecret"] = ClientSecret,
        [$"{section}:Name"] = "Werk-ID",
    };

    public bool IsDown { get; set; }

    public static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("n") };

    public void ChangeKey() => key = NewKey();

    /// <summary>Somebody has signed in at the provider, which sends them back with this code.</summary>
    /// <param name="asked">The address Trichter led to.</param>
    /// <param name="bend">Makes the token say something else.</param>
    public string Code(Uri asked, string email, Action<SecurityTokenDescriptor>? bend = null, bool verified = true)
    {
        var question = QueryHelpers.ParseQuery(asked.Query);
        Assert.Equal("code trichter S256", $"{question["response_type"]} {question["client_id"]} {question["code_challenge_method"]}");
        Assert.Contains("openid", question["scope"].ToString().Split(' '));
        var now = clock.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = Client,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(5),
            Subject = new ClaimsIdentity([new Claim("sub", email)]),
            Claims = new Dictionary<string, object> { ["email"] = email, ["email_verified"] = verified, ["nonce"] = question["nonce"].ToString() },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256),
        };
        bend?.Invoke(token);
        var code = Guid.NewGuid().ToString("n");
        codes[code] = (new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token), question["code_challenge"].ToString(), question["redirect_uri"].ToString());
        return code;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => IsDown
        ? new HttpResponseMessage(HttpStatusCode.BadGateway)
        : request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/openid-configuration" => Json(new { issuer = Authority, authorization_endpoint = $"{Authority}/authorize", token_endpoint = $"{Authority}/token", jwks_uri = $"{Authority}/keys" }),
            "/keys" => Json(new { keys = new[] { PublicKey() } }),
            "/token" => await ExchangeAsync(QueryHelpers.ParseQuery(await request.Content!.ReadAsStringAsync(cancellationToken))),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };

    private Task<HttpResponseMessage> ExchangeAsync(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form)
    {
        var verifier = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        var isGood = codes.TryRemove(form["code"].ToString(), out var given) && given.Challenge == verifier && given.Redirect == form["redirect_uri"]
            && form["client_secret"] == ClientSecret && form["grant_type"] == "authorization_code";
        return Task.FromResult(isGood ? Json(new { access_token = "of no use here", token_type = "Bearer", id_token = given.Token })
            : new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = JsonContent.Create(new { error = "invalid_grant" }) });
    }

    private object PublicKey()
    {
        var parameters = key.Rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = WebEncoders.Base64UrlEncode(parameters.Modulus!), e = WebEncoders.Base64UrlEncode(parameters.Exponent!) };
    }

    private static HttpResponseMessage Json(object body) => new(HttpStatusCode.OK) { Content = JsonContent.Create(body) };
}

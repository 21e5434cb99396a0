using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Trichter.Platform.Workspaces;

namespace Trichter.Team.OpenId;

/// <summary>
/// The framework's OAuth (state, PKCE, code for tokens) made OpenID Connect: the addresses come from the provider's document, a nonce goes along,
/// and the identity is read from the signed id_token and from nothing else.
/// </summary>
public sealed class OpenIdHandler(IOptionsMonitor<OpenIdOptions> options, ILoggerFactory logger, UrlEncoder encoder, Here here)
    : OAuthHandler<OpenIdOptions>(options, logger, encoder)
{
    private const string Nonce = "nonce";

    /// <summary>All providers answer at one address; which of them is meant follows from the workspace.</summary>
    public override async Task<bool> ShouldHandleRequestAsync() => await base.ShouldHandleRequestAsync() && here.Place.Key == Options.Workspace;

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        properties.Items[Nonce] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        try
        {
            await DiscoverAsync();
        }
        catch (Exception failure) when (failure is InvalidOperationException or IOException or HttpRequestException)
        {
            OpenIdSignIn.Refuse(Context, failure.Message);
            return;
        }

        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri) =>
        QueryHelpers.AddQueryString(base.BuildChallengeUrl(properties, redirectUri), Nonce, properties.Items[Nonce]!);

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        await DiscoverAsync();
        return await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var token = tokens.Response?.RootElement.TryGetProperty("id_token", out var value) == true ? value.GetString() : null;
        var check = new IdTokenCheck(Options.ClientId, TimeProvider);
        var claims = await check.RunAsync(token, properties.Items[Nonce], await Options.Discovery.GetConfigurationAsync(Context.RequestAborted));
        if (claims is IdTokenResult.UnknownKey)
            claims = await check.RunAsync(token, properties.Items[Nonce], await Options.ReadAnewAsync(Context.RequestAborted));

        if (claims is not IdTokenResult.Good good) throw new AuthenticationFailureException($"The id_token is refused: {claims}.");
        identity.AddClaim(new Claim(ClaimTypes.Email, good.VerifiedEmail));
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private async Task DiscoverAsync()
    {
        OpenIdConnectConfiguration document = await Options.Discovery.GetConfigurationAsync(Context.RequestAborted);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (document.AuthorizationEndpoint, document.TokenEndpoint);
    }
}

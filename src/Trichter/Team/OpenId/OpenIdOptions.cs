using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Trichter.Team.OpenId;

/// <summary>The framework's options of OAuth, with what the provider says of itself.</summary>
public sealed class OpenIdOptions : OAuthOptions
{
    /// <summary>Key of the workspace whose provider this is.</summary>
    public string Workspace { get; set; } = "";

    /// <summary>Address of the provider's document.</summary>
    public string Document { get; set; } = "";

    public HttpDocumentRetriever Network { get; set; } = null!;

    /// <summary>Keeps the provider's document and keys, and reads them again from time to time.</summary>
    public ConfigurationManager<OpenIdConnectConfiguration> Discovery { get; set; } = null!;

    /// <summary>For a token whose key is unknown: the provider may have changed its keys since.</summary>
    public Task<OpenIdConnectConfiguration> ReadAnewAsync(CancellationToken cancellation)
    {
        Discovery.RequestRefresh();
        return OpenIdConnectConfigurationRetriever.GetAsync(Document, Network, cancellation);
    }
}

internal sealed class ConfigureOpenId(OpenIdProviders providers, TimeProvider clock, IServiceProvider services) : IConfigureNamedOptions<OpenIdOptions>, IPostConfigureOptions<OpenIdOptions>
{
    /// <summary>Under this key tests put a provider of their own in the place of the network.</summary>
    public const string Network = "openid";

    private const string Callback = "/sign-in/openid/callback";

    public void Configure(OpenIdOptions options) { }

    public void Configure(string? name, OpenIdOptions options)
    {
        var settings = providers.All.Single(its => its.Scheme == name);
        options.Workspace = settings.Place.Key;
        (options.ClientId, options.ClientSecret) = (settings.ClientId, settings.ClientSecret);
        (options.AuthorizationEndpoint, options.TokenEndpoint) = (settings.Authority, settings.Authority);
        options.TimeProvider = clock;
        options.CallbackPath = Callback;
        options.UsePkce = true;
        options.Scope.Add("openid");
        options.Scope.Add("email");
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.BackchannelHttpHandler = services.GetKeyedService<HttpMessageHandler>(Network);
        options.Events.OnTicketReceived = OpenIdSignIn.WelcomeAsync;
        options.Events.OnRemoteFailure = OpenIdSignIn.RefuseAsync;
    }

    /// <summary>After the framework has made its client for the network.</summary>
    public void PostConfigure(string? name, OpenIdOptions options)
    {
        var authority = providers.All.Single(its => its.Scheme == name).Authority;
        options.Document = $"{authority}/.well-known/openid-configuration";
        options.Network = new HttpDocumentRetriever(options.Backchannel) { RequireHttps = !new Uri(authority).IsLoopback };
        options.Discovery = new ConfigurationManager<OpenIdConnectConfiguration>(options.Document, new OpenIdConnectConfigurationRetriever(), options.Network);
    }
}

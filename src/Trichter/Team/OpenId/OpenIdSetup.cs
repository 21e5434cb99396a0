using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trichter.Platform.Ui;
using Trichter.Platform.Workspaces;

namespace Trichter.Team.OpenId;

/// <summary>A way to sign in for each workspace that names a provider; without one nothing of it is reachable.</summary>
internal static class OpenIdSetup
{
    public static void AddOpenId(this IServiceCollection services)
    {
        services.AddSingleton<OpenIdProviders>();
        services.AddTransient<OpenIdHandler>();
        services.AddSingleton<IConfigureOptions<OpenIdOptions>, ConfigureOpenId>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdOptions>, OAuthPostConfigureOptions<OpenIdOptions, OpenIdHandler>>());
        services.AddSingleton<IPostConfigureOptions<OpenIdOptions>, ConfigureOpenId>();
    }

    public static void MapOpenId(this IEndpointRouteBuilder routes)
    {
        var schemes = routes.ServiceProvider.GetRequiredService<IAuthenticationSchemeProvider>();
        foreach (var provider in routes.ServiceProvider.GetRequiredService<OpenIdProviders>().All)
            schemes.AddScheme(new AuthenticationScheme(provider.Scheme, provider.Name, typeof(OpenIdHandler)));

        routes.MapGet("/sign-in/openid", (string? returnUrl, Here here, OpenIdProviders providers) => providers.At(here.Place) is { } provider
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Of(returnUrl) }, [provider.Scheme])
            : Results.NotFound()).AllowAnonymous();
    }
}

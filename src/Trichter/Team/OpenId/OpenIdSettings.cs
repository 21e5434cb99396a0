using Trichter.Platform.Workspaces;

namespace Trichter.Team.OpenId;

/// <summary>The OpenID provider of a workspace, by which its colleagues may sign in.</summary>
/// <param name="Name">What its button is called.</param>
public sealed record OpenIdSettings(Place Place, string Authority, string ClientId, string ClientSecret, string Name)
{
    public string Scheme => $"openid-{Place.Key}";
}

/// <summary>
/// The settings <c>OpenId:Authority</c>, <c>ClientId</c>, <c>ClientSecret</c> and <c>Name</c>; where there are several workspaces, of each below its
/// key: <c>OpenId:nordwerk:Authority</c>. A workspace without them offers no such sign-in.
/// </summary>
public sealed class OpenIdProviders(Places places, IConfiguration configuration)
{
    public IReadOnlyList<OpenIdSettings> All { get; } = [.. places.All.Select(place => Read(configuration, place, places.Only is not null)).OfType<OpenIdSettings>()];

    public OpenIdSettings? At(Place place) => All.FirstOrDefault(settings => settings.Place == place);

    /// <exception cref="Platform.Operation.OperationException">A setting is missing, or the address is not an https one.</exception>
    private static OpenIdSettings? Read(IConfiguration configuration, Place place, bool isOnly)
    {
        var section = configuration.GetSection(isOnly ? "OpenId" : $"OpenId:{place.Key}");
        if (section["Authority"] is not { Length: > 0 } authority) return null;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            throw new Platform.Operation.OperationException($"{section.Path}:Authority has to be an https address.");

        string Needed(string name) => section[name] is { Length: > 0 } value ? value
            : throw new Platform.Operation.OperationException($"{section.Path}:{name} is missing; the sign-in through {authority} needs it.");
        return new OpenIdSettings(place, authority.TrimEnd('/'), Needed("ClientId"), Needed("ClientSecret"), section["Name"] is { Length: > 0 } name ? name : address.Host);
    }
}

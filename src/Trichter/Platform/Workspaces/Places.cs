using System.Text.RegularExpressions;
using Trichter.Platform.Operation;

namespace Trichter.Platform.Workspaces;

/// <summary>
/// The workspaces that this installation serves, from the setting "Workspaces": key and host names of each, as in
/// <c>{"Workspaces": {"nordwerk": "crm.nordwerk.example", "hansa": "crm.hansa.example, hansa.example"}}</c>. Without it there is one.
/// </summary>
public sealed partial class Places
{
    public const string Setting = "Workspaces";

    private readonly Dictionary<string, Place> byHost = new(StringComparer.OrdinalIgnoreCase);

    private Places(IReadOnlyList<Place> all)
    {
        All = all;
        foreach (var place in all)
            foreach (var host in place.Hosts)
                if (!byHost.TryAdd(host, place))
                    throw new OperationException($"The host name {host} stands at two workspaces in the setting {Setting}: {byHost[host].Key} and {place.Key}.");
    }

    public IReadOnlyList<Place> All { get; }

    /// <summary>The only one; null when there are several, so that nothing can be taken for granted.</summary>
    public Place? Only => All is [var one] ? one : null;

    /// <exception cref="OperationException">A key or the host names are not usable; the message says which.</exception>
    public static Places From(IConfiguration configuration)
    {
        var named = configuration.GetSection(Setting).GetChildren().Select(one => new Place(one.Key, HostsIn(one.Value))).ToList();
        foreach (var place in named)
        {
            if (!KeyForm().IsMatch(place.Key) || place.Key is "public" || place.Key.StartsWith("pg_", StringComparison.Ordinal))
                throw new OperationException($"{place.Key} in the setting {Setting} cannot be the key of a workspace: use small letters, digits and underscores, beginning with a letter.");
            if (place.Hosts.Count == 0)
                throw new OperationException($"The workspace {place.Key} in the setting {Setting} has no host name.");
        }

        return new Places(named.Count == 0 ? [Place.Default] : named);
    }

    /// <summary>The workspace that this host name leads to; null when none does.</summary>
    public Place? At(string host) => Only is { Hosts.Count: 0 } only ? only : byHost.GetValueOrDefault(host);

    public Place? Named(string key) => All.FirstOrDefault(place => place.Key == key);

    private static IReadOnlyList<string> HostsIn(string? text) =>
        [.. (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex KeyForm();
}

using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Trichter.Platform.Operation.Serving;

/// <summary>
/// Behind a proxy: who asks, and whether by TLS, is told by the headers X-Forwarded-For and X-Forwarded-Proto, which are believed
/// only from the addresses that are named. Without the setting nobody is believed.
/// </summary>
internal static class KnownProxies
{
    private const string Setting = "TRICHTER_PROXIES";

    public static void UseKnownProxies(this WebApplication app)
    {
        var named = (app.Configuration["proxies"] ?? app.Configuration[Setting] ?? "")
            .Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (named.Length == 0) return;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var name in named) options.KnownIPNetworks.Add(Network(name));
        app.UseForwardedHeaders(options);
    }

    private static System.Net.IPNetwork Network(string name) =>
        IPAddress.TryParse(name, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(name, out var network) ? network
        : throw new OperationException($"{name} in the setting {Setting} is neither an address such as 127.0.0.1 nor a network such as 10.0.0.0/8.");
}

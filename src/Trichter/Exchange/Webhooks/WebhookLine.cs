using System.Net;
using System.Net.Sockets;

namespace Trichter.Exchange.Webhooks;

/// <param name="Status">Null when there was no answer.</param>
internal sealed record LineAnswer(int? Status, string Text, TimeSpan? RetryAfter);

/// <summary>
/// The way out for webhooks. It follows no redirection and waits 20 seconds at most. Addresses inside one's own network are reached only where the
/// operator allows it (setting Webhooks:AllowPrivateAddresses): else whoever may set up a webhook could reach what only this machine should.
/// </summary>
internal sealed class WebhookLine : IDisposable
{
    public const string Setting = "Webhooks:AllowPrivateAddresses";

    private const int LongestAnswer = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly bool allowsPrivate;
    private readonly HttpClient http;

    public WebhookLine(IConfiguration configuration)
    {
        allowsPrivate = configuration.GetValue(Setting, false);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = ConnectAsync, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Patience,
            MaxResponseContentBufferSize = LongestAnswer * 16,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"Trichter/{Platform.Operation.ProgramVersion.Text.Split('+')[0]}");
    }

    /// <summary>Whether plain HTTP will do: only inside one's own network.</summary>
    public bool AllowsPrivate => allowsPrivate;

    public async Task<LineAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return new LineAnswer((int)answer.StatusCode, await BeginningAsync(answer, cancellation), answer.Headers.RetryAfter?.Delta);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return new LineAnswer(null, failure is TaskCanceledException ? "No answer within 20 seconds." : failure.Message, null);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        using var reader = new StreamReader(stream);
        var letters = new char[LongestAnswer];
        return new string(letters, 0, await reader.ReadBlockAsync(letters, cancellation));
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation);
        if (addresses.Where(address => allowsPrivate || IsPublic(address)).ToArray() is not { Length: > 0 } open)
            throw new HttpRequestException($"{context.DnsEndPoint.Host} lies inside a private network, where nothing is sent unless the operator allows it.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Not loopback, private, shared, link-local or local to a site (RFC 6890).</summary>
    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast) return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return !address.Equals(IPAddress.IPv6Any);

        return address.GetAddressBytes() switch
        {
            [0 or 10 or 127 or >= 224, ..] => false,
            [100, >= 64 and <= 127, ..] => false,
            [169, 254, ..] => false,
            [172, >= 16 and <= 31, ..] => false,
            [192, 168, ..] => false,
            [192, 0, 0, _] => false,
            [198, 18 or 19, ..] => false,
            _ => true,
        };
    }
}

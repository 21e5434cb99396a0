using System.Net.Http.Headers;

namespace Trichter.Tests.Support;

/// <summary>Keeps cookies whatever day the machine has: in tests the clock of the application may be far away from it.</summary>
internal sealed class KeptCookies : DelegatingHandler
{
    private readonly Dictionary<string, string> cookies = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove("Cookie");
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));

        var response = await base.SendAsync(request, cancellationToken);
        Keep(response.Headers);
        return response;
    }

    private void Keep(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("Set-Cookie", out var lines)) return;

        foreach (var line in lines)
        {
            var pair = line.Split(';')[0].Split('=', 2);
            if (line.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)) cookies.Remove(pair[0]);
            else cookies[pair[0]] = pair[1];
        }
    }
}

namespace Trichter.Tests.Support;

/// <summary>Keeps cookies as a browser does, but leaves it to the test's clock when they end.</summary>
internal sealed class CookieJar : DelegatingHandler
{
    private readonly Dictionary<string, string> cookies = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove("Cookie");
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var response = await base.SendAsync(request, cancellationToken);

        if (response.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var cookie in set.Select(text => text.Split(';')[0].Split('=', 2)))
                if (cookie[1].Length == 0) cookies.Remove(cookie[0]);
                else cookies[cookie[0]] = cookie[1];

        return response;
    }
}

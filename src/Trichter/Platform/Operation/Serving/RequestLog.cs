using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace Trichter.Platform.Operation.Serving;

/// <summary>
/// One line per request: which route, how it ended, how long it took. The route as the program writes it, without what
/// stands in its place and without query: neither a search nor an invitation gets into the log.
/// </summary>
internal sealed partial class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            if (RouteOf(http) is { } route)
                Log(http.Request.Method, route, http.Response.StatusCode, (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
    }

    /// <summary>Null for files, and for addresses that lead nowhere.</summary>
    private static string? RouteOf(HttpContext http)
    {
        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint
            ?? http.Features.Get<IStatusCodeReExecuteFeature>()?.Endpoint
            ?? http.GetEndpoint();
        return endpoint is RouteEndpoint { RoutePattern.RawText: { } route } && !Path.HasExtension(route) ? "/" + route.TrimStart('/') : null;
    }

    [LoggerMessage(LogLevel.Information, "{Method} {Route} {Status} in {Milliseconds} ms")]
    private partial void Log(string method, string route, int status, long milliseconds);
}

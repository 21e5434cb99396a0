using System.Globalization;
using System.Threading.RateLimiting;

namespace Trichter.Platform.Ui;

/// <summary>
/// Answers 429 to whoever asks too often; each node counts for itself. It ends with the program: the middleware of the framework lets the timers of its
/// limiters run on, and with them everything they hold, which shows where many programs live in one process.
/// </summary>
internal abstract class RequestLimit : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter;

    protected RequestLimit() => limiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf);

    public async Task LimitAsync(HttpContext http, RequestDelegate next)
    {
        using var lease = limiter.AttemptAcquire(http);
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => limiter.Dispose();

    protected static RateLimitPartition<string> PerMinute(string whom, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        whom,
        _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });

    /// <summary>Who is counted together, and how many requests they have.</summary>
    protected abstract RateLimitPartition<string> PartitionOf(HttpContext http);
}

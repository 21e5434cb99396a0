using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Trichter.Exchange.Api.Tokens;

namespace Trichter.Exchange.Api;

/// <summary>So many requests a minute for each token, counted by each node for itself: Api:RequestsPerMinute, 600 if not set.</summary>
internal sealed class RequestLimit(IConfiguration configuration) : IRateLimiterPolicy<string>
{
    public const string Policy = "api";
    private const int Usual = 600;

    private readonly int permits = configuration.GetValue("Api:RequestsPerMinute", Usual);

    public Func<OnRejectedContext, CancellationToken, ValueTask>? OnRejected => (rejected, _) =>
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) => RateLimitPartition.GetFixedWindowLimiter(
        httpContext.User.FindFirstValue(TokenHandler.TokenClaim) ?? "",
        _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) });
}

using System.Security.Claims;
using System.Threading.RateLimiting;
using Trichter.Exchange.Api.Tokens;
using Trichter.Platform.Ui;

namespace Trichter.Exchange.Api;

/// <summary>So many requests a minute for each token: Api:RequestsPerMinute, 600 if not set.</summary>
internal sealed class ApiLimit(IConfiguration configuration) : RequestLimit
{
    private const int Usual = 600;

    private readonly int permits = configuration.GetValue("Api:RequestsPerMinute", Usual);

    protected override RateLimitPartition<string> PartitionOf(HttpContext http) => PerMinute(http.User.FindFirstValue(TokenHandler.TokenClaim) ?? "", permits);
}

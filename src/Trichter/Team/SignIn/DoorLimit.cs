using System.Threading.RateLimiting;
using Trichter.Platform.Ui;

namespace Trichter.Team.SignIn;

/// <summary>Slows down whoever tries passwords, or the secrets of links that let somebody in without one.</summary>
internal sealed class DoorLimit : RequestLimit
{
    private const int TriesPerMinute = 30;

    private static readonly string[] Links =
        ["/file", "/questions", "/calendar/feed", "/booking", "/meeting", "/offer", "/contract", "/confirm", "/unsubscribe", "/preferences"];

    protected override RateLimitPartition<string> PartitionOf(HttpContext http)
    {
        var path = http.Request.Path;
        var door = Links.Any(link => path.StartsWithSegments(link)) ? "link"
            : path.StartsWithSegments("/book") ? "book"
            : HttpMethods.IsPost(http.Request.Method) && (path.StartsWithSegments("/p") || path.StartsWithSegments("/chat")) ? "form"
            : HttpMethods.IsPost(http.Request.Method) && (path.StartsWithSegments("/sign-in") || path.StartsWithSegments("/invitation")) ? "sign-in"
            : null;

        return door is null ? RateLimitPartition.GetNoLimiter("") : PerMinute($"{door} {http.Connection.RemoteIpAddress}", TriesPerMinute);
    }
}

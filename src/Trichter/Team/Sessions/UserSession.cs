using Trichter.Platform.Storage;

namespace Trichter.Team.Sessions;

/// <summary>One signed-in browser. Its cookie names it; once it has ended, the cookie opens nothing any more.</summary>
public sealed class UserSession
{
    /// <summary>How long a session lives without a visit; as long as its cookie.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(14);

    /// <summary>How exactly the last visit is kept: not every request has to write.</summary>
    public static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }

    /// <summary>"Firefox, Linux": enough to know one's own devices apart.</summary>
    public required string Device { get; init; }

    public required DateTime StartedAt { get; init; }
    public DateTime SeenAt { get; set; }
    public DateTime? EndedAt { get; set; }

    public bool IsOpen(DateTime now) => EndedAt is null && now - SeenAt < Life;
}

internal static class DeviceName
{
    private static readonly string[] Browsers = ["Edg", "OPR", "Firefox", "Chrome", "Safari", "curl"];
    private static readonly string[] Systems = ["Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux"];

    /// <summary>Browser and system from the header that a browser sends, as far as they are known.</summary>
    public static string Of(string? userAgent)
    {
        var agent = userAgent ?? "";
        var browser = Array.Find(Browsers, name => agent.Contains(name, StringComparison.Ordinal)) switch { "Edg" => "Edge", "OPR" => "Opera", var name => name };
        var system = Array.Find(Systems, name => agent.Contains(name, StringComparison.Ordinal));
        return string.Join(", ", new[] { browser, system }.Where(part => part is not null)) is { Length: > 0 } known ? known : "?";
    }
}

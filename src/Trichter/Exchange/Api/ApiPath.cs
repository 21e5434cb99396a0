namespace Trichter.Exchange.Api;

/// <summary>Where the API lies.</summary>
internal static class ApiPath
{
    public const string Root = "/api/v1";
    public const string Document = Root + "/openapi.json";

    /// <summary>True for everything below /api; the page /api itself is a page.</summary>
    public static bool Holds(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is { Length: > 1 };
}

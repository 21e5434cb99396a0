using System.Security.Claims;
using Trichter.Platform.Ui;
using Trichter.Team.CustomFields;

namespace Trichter.Team.Marks;

/// <summary>
/// The records that were looked at last, kept in a cookie of the browser: nothing is written for looking at something, and nobody else
/// can find out what a colleague looks at.
/// </summary>
internal static class Recent
{
    private const string Cookie = "trichter-recent";
    private const int Most = 12;

    /// <summary>Kind and id, the last one first; empty for another person at the same browser.</summary>
    public static IReadOnlyList<(string Kind, Guid Id)> Of(HttpContext http) =>
        http.Request.Cookies[Cookie]?.Split('.') is [var whose, .. var records] && whose == Mine(http)
            ? [.. records.Take(Most).Select(text => text.Split('_') is [var kind, var id] && Guid.TryParse(id, out var known) ? (kind, known) : default).Where(record => record.kind is not null)] : [];

    /// <summary>Notes the page of a record that was shown.</summary>
    public static Task NoteAsync(HttpContext http, RequestDelegate next)
    {
        if (HttpMethods.IsGet(http.Request.Method) && Mine(http) is { } mine && RecordOf(http) is { } record) http.Response.OnStarting(() =>
        {
            if (http.Response.StatusCode == StatusCodes.Status200OK)
                http.Response.Cookies.Append(Cookie, string.Join('.', Of(http).Where(known => known.Id != record.Id).Prepend(record).Take(Most).Select(known => $"{known.Kind}_{known.Id:N}").Prepend(mine)),
                    new() { MaxAge = TimeSpan.FromDays(30), HttpOnly = true, SameSite = SameSiteMode.Lax });
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static (string Kind, Guid Id)? RecordOf(HttpContext http) =>
        http.Request.Path.Value is { } path && path.LastIndexOf('/') is > 0 and var slash && FormValues.Id(path[(slash + 1)..]) is { } id
        && http.RequestServices.GetServices<RelationTarget>().FirstOrDefault(target => target.Address == path[..(slash + 1)]) is { } kind ? (kind.Key, id) : null;

    private static string? Mine(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier) is { Length: >= 8 } id ? id[^8..] : null;
}

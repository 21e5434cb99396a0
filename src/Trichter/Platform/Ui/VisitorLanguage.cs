using Trichter.Platform.Language;

namespace Trichter.Platform.Ui;

/// <summary>The language of somebody who is not signed in: what they chose, else what the link says by which they came, else what their browser asks for.</summary>
internal static class VisitorLanguage
{
    private const string Cookie = "trichter-language";

    public static string Of(HttpContext http) =>
        new[] { http.Request.Cookies[Cookie], http.Request.Query["language"].ToString() }.FirstOrDefault(language => Languages.All.Contains(language))
        ?? Languages.FromHeader(http.Request.Headers.AcceptLanguage);

    public static void Remember(HttpContext http, string language)
    {
        if (Languages.All.Contains(language))
            http.Response.Cookies.Append(Cookie, language, new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax });
    }
}

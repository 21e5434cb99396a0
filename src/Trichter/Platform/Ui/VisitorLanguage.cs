using Trichter.Platform.Language;

namespace Trichter.Platform.Ui;

/// <summary>The language of somebody who is not signed in: what they chose, else what their browser asks for.</summary>
internal static class VisitorLanguage
{
    private const string Cookie = "trichter-language";

    public static string Of(HttpContext http) =>
        http.Request.Cookies[Cookie] is { } chosen && Languages.All.Contains(chosen)
            ? chosen
            : Languages.FromHeader(http.Request.Headers.AcceptLanguage);

    public static void Remember(HttpContext http, string language)
    {
        if (Languages.All.Contains(language))
            http.Response.Cookies.Append(Cookie, language, new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax });
    }
}

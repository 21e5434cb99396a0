using System.Collections.Concurrent;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Platform.Workspaces;
using Trichter.Team.Marks;
using Trichter.Team.SignIn;

namespace Trichter.Team.Shell;

/// <summary>What happens around every request: language, the first-run gate, error pages.</summary>
internal static class Requests
{
    public static void UseShell(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.Use(DropNulCharacters);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/fault", StatusCodeSelector = StatusFor, CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(app.Services.GetRequiredService<DoorLimit>().LimitAsync);
        app.Use(SpeakVisitorsLanguageAsync);
        app.UseAuthentication();
        app.Use(LeadToFirstRunAsync);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(RefuseForgedForms);
        app.Use(Recent.NoteAsync);
    }

    /// <summary>A form without its token is no request of ours, also where a route forgot to ask for it; only the API takes none.</summary>
    private static async Task RefuseForgedForms(HttpContext http, RequestDelegate next)
    {
        if (!await IsForgedAsync(http))
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        await http.Response.WriteAsync("A valid antiforgery token was not provided with the request.");
    }

    private static async Task<bool> IsForgedAsync(HttpContext http)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { } asked) return !asked.IsValid;

        return HttpMethods.IsPost(http.Request.Method) && http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAntiforgeryMetadata>() is null
            && !http.Request.Path.StartsWithSegments("/api") && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
    }

    /// <summary>No database text holds U+0000; in an address it is noise or an attack.</summary>
    private static Task DropNulCharacters(HttpContext http, RequestDelegate next)
    {
        if (http.Request.QueryString.Value is { } query && query.Contains("%00", StringComparison.Ordinal))
            http.Request.QueryString = new QueryString(query.Replace("%00", "", StringComparison.Ordinal));
        return next(http);
    }

    private static int StatusFor(Exception failure) => failure switch
    {
        NotAllowedException => StatusCodes.Status403Forbidden,
        BadHttpRequestException bad => bad.StatusCode,
        DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task SpeakVisitorsLanguageAsync(HttpContext http, RequestDelegate next)
    {
        http.RequestServices.GetRequiredService<Texts>().Speak(VisitorLanguage.Of(http), TimeZoneInfo.Utc);
        return next(http);
    }

    private static async Task LeadToFirstRunAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        var here = http.Features.Get<Place>() ?? Place.Default;
        var gate = http.RequestServices.GetRequiredService<FirstRunGate>();
        if (!gate.IsOpen(here)
            && !path.StartsWithSegments("/welcome") && !path.StartsWithSegments("/language") && !path.StartsWithSegments("/fault")
            && !path.StartsWithSegments("/health")
            && !Path.HasExtension(path)
            && !await gate.LookAsync(here, http.RequestServices.GetRequiredService<Db>()))
        {
            http.Response.Redirect("/welcome");
            return;
        }

        await next(http);
    }
}

/// <summary>Whether a workspace has been set up. Once true it stays true, so it is asked of the database only until then.</summary>
internal sealed class FirstRunGate
{
    private readonly ConcurrentDictionary<string, bool> open = new();

    public bool IsOpen(Place place) => open.ContainsKey(place.Key);

    public async Task<bool> LookAsync(Place place, Db db)
    {
        if (!await db.Workspaces.AnyAsync()) return false;
        open[place.Key] = true;
        return true;
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Exchange.Api.Resources;
using Trichter.Exchange.Api.Tokens;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Exchange.Api;

/// <summary>What the API is made of, and the way of its requests, which is not the way of pages: no cookie, no form token, no redirect.</summary>
internal static class ApiSetup
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<MakeToken>();
        services.AddScoped<RevokeToken>();
        services.AddScoped<Problems>();
        services.AddScoped<DealParts>();
        services.AddScoped<Once>();
        services.AddScoped<References>();
        services.AddScoped<DealJson>();
        services.AddScoped<CustomJson>();
        services.AddScoped<SendImport>();
        services.AddSingleton(new SettingsEntry(40, "API access", "/settings/api", null));

        builder.Logging.AddFilter(typeof(TokenHandler).FullName, LogLevel.Warning);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenHandler>(TokenHandler.SchemeName, null);
        services.PostConfigure<CookieAuthenticationOptions>(
            CookieAuthenticationDefaults.AuthenticationScheme,
            cookie => cookie.ForwardDefaultSelector = http => ApiPath.Holds(http) ? TokenHandler.SchemeName : null);
        services.AddSingleton<ApiLimit>();
        services.AddOpenApi(DescribeApi.Document, DescribeApi.Configure);
    }

    public static void UseApi(this WebApplication app) => app.MapWhen(ApiPath.Holds, api =>
    {
        api.UseSecurityHeaders();
        api.Use(SpeakAsync);
        api.UseMiddleware<ProblemsOnly>();
        api.UseRouting();
        api.UseAuthentication();
        api.Use(app.Services.GetRequiredService<ApiLimit>().LimitAsync);
        api.UseAuthorization();
        api.Use(Once.BufferAsync);
        api.UseEndpoints(routes => routes.AddAll(((IEndpointRouteBuilder)app).DataSources));
    });

    /// <summary>Known before the branch is built: its authorization reads the routes at once, and would read all of them anew for each source that came later.</summary>
    private static void AddAll(this IEndpointRouteBuilder routes, ICollection<EndpointDataSource> sources)
    {
        foreach (var source in sources) routes.DataSources.Add(source);
    }

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(ApiPath.Document).AllowAnonymous();
        routes.MapTokens();

        var api = routes.MapGroup(ApiPath.Root)
            .RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = TokenHandler.SchemeName });
        api.MapCompanies();
        api.MapPeople();
        api.MapDeals();
        api.MapProducts();
        api.MapOrders();
        api.MapOrderSteps();
        api.MapDocuments();
        api.MapProcesses();
        api.MapUsers();
        api.MapReports();
        api.MapMetrics();
        api.MapImports();
    }

    /// <summary>Until a token says who is asking, the header says in which language.</summary>
    private static Task SpeakAsync(HttpContext http, RequestDelegate next)
    {
        http.RequestServices.GetRequiredService<Texts>().Speak(Languages.FromHeader(http.Request.Headers.AcceptLanguage), TimeZoneInfo.Utc);
        return next(http);
    }
}

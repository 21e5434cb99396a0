namespace Trichter.Platform.Workspaces;

internal static class WorkspacesSetup
{
    public static void AddWorkspaces(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton(services => Places.From(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddScoped<Here>();
    }

    /// <summary>A host name that no workspace has is answered by nothing but that; only the health pages answer to any.</summary>
    public static void UseWorkspaces(this WebApplication app)
    {
        var places = app.Services.GetRequiredService<Places>();
        app.Use(async (http, next) =>
        {
            if (places.At(http.Request.Host.Host) is { } place) http.Features.Set(place);
            else if (!http.Request.Path.StartsWithSegments("/health"))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                await http.Response.WriteAsync("There is no workspace at this address.");
                return;
            }

            await next(http);
        });
    }

    /// <summary>Runs work in each workspace, one after the other, each in a scope of its own.</summary>
    public static async Task InEachWorkspaceAsync(this IServiceProvider services, Func<IServiceProvider, Place, Task> work)
    {
        foreach (var place in services.GetRequiredService<Places>().All)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Here>().Be(place);
            await work(scope.ServiceProvider, place);
        }
    }
}

using Trichter.Platform.Workspaces;

namespace Trichter.Platform.Operation.Health;

/// <summary>For whoever watches over the program from outside: a proxy, a container platform, a monitor. They tell nothing but well or not.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", async (IServiceProvider services, CancellationToken cancellation) =>
            await AreReadyAsync(services, cancellation)
                ? Results.Text("ready")
                : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
    }

    private static async Task<bool> AreReadyAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var ready = true;
        await services.InEachWorkspaceAsync(async (scope, _) => ready = ready && await IsReadyAsync(scope.GetRequiredService<Db>(), cancellation));
        return ready;
    }

    private static async Task<bool> IsReadyAsync(Db db, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await SchemaState.OfAsync(db, patience.Token) == Schema.Current;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}

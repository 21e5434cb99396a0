namespace Trichter.Platform.Operation.Health;

/// <summary>For whoever watches over the program from outside: a proxy, a container platform, a monitor. They tell nothing but well or not.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous();
        routes.MapGet("/health/ready", async (Db db, CancellationToken cancellation) =>
            await IsReadyAsync(db, cancellation)
                ? Results.Text("ready")
                : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
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

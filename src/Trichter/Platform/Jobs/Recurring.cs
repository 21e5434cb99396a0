namespace Trichter.Platform.Jobs;

internal static class RecurringSetup
{
    /// <summary>Runs work of a service again and again, in a scope of its own. A failure is logged; the next run is not affected.</summary>
    public static void Every<T>(
        this WebApplicationBuilder builder, TimeSpan period, Func<T, CancellationToken, Task> work) where T : notnull =>
        builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<Recurring<T>>(services, period, work));
}

internal sealed partial class Recurring<T>(
    TimeSpan period,
    Func<T, CancellationToken, Task> work,
    TimeProvider clock,
    IServiceScopeFactory scopes,
    ILogger<Recurring<T>> logger) : BackgroundService where T : notnull
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);

        while (await timer.WaitForNextTickAsync(stoppingToken))
            await RunOnceAsync(stoppingToken);
    }

    private async Task RunOnceAsync(CancellationToken cancellation)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<T>(), cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailure(failure, typeof(T).Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Job} failed")]
    private partial void LogFailure(Exception failure, string job);
}

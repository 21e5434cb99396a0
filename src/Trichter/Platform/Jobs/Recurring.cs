namespace Trichter.Platform.Jobs;

internal static class RecurringSetup
{
    /// <summary>Runs work of a service again and again, in a scope of its own. A failure is logged; the next run is not affected.</summary>
    public static void Every<T>(
        this WebApplicationBuilder builder, TimeSpan period, Func<T, CancellationToken, Task> work) where T : notnull
    {
        builder.Services.AddSingleton(new RecurringJob(typeof(T).Name, period));
        builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<Recurring<T>>(services, period, work));
    }

    public static void AddJobs(this WebApplicationBuilder builder) => builder.Services.AddScoped<NoteJobRun>();
}

internal sealed partial class Recurring<T>(
    TimeSpan period,
    Func<T, CancellationToken, Task> work,
    TimeProvider clock,
    IServiceScopeFactory scopes,
    ILogger<Recurring<T>> logger) : BackgroundService where T : notnull
{
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    private DateTimeOffset notedAt;
    private bool notedFailure;

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
            await NoteAsync(failed: false, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailure(failure, typeof(T).Name);
            await TryNoteFailureAsync(cancellation);
        }
    }

    private async Task NoteAsync(bool failed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (failed == notedFailure && now - notedAt < BetweenNotes) return;

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NoteJobRun>().RunAsync(typeof(T).Name, now.UtcDateTime, failed, cancellation);
        (notedAt, notedFailure) = (now, failed);
    }

    /// <summary>Often it is the database that fails, which then can note nothing either.</summary>
    private async Task TryNoteFailureAsync(CancellationToken cancellation)
    {
        try
        {
            await NoteAsync(failed: true, cancellation);
        }
        catch (System.Data.Common.DbException) { }
    }

    [LoggerMessage(LogLevel.Error, "{Job} failed")]
    private partial void LogFailure(Exception failure, string job);
}

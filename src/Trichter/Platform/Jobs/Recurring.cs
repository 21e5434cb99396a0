using Trichter.Platform.Workspaces;

namespace Trichter.Platform.Jobs;

internal static class RecurringSetup
{
    /// <summary>Runs work of a service again and again in every workspace, each in a scope of its own. A failure is logged; the next run is not affected.</summary>
    public static void Every<T>(
        this WebApplicationBuilder builder, TimeSpan period, Func<T, CancellationToken, Task> work) where T : notnull
    {
        builder.Services.AddSingleton(new RecurringJob(typeof(T).Name, period));
        builder.Services.AddSingleton<IHostedService>(services => ActivatorUtilities.CreateInstance<Recurring<T>>(services, period, work));
    }

    public static void AddJobs(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<NoteJobRun>();
        builder.Services.AddScoped<ClaimJob>();
    }
}

internal sealed partial class Recurring<T>(
    TimeSpan period,
    Func<T, CancellationToken, Task> work,
    TimeProvider clock,
    IServiceProvider services,
    ILogger<Recurring<T>> logger) : BackgroundService where T : notnull
{
    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, (DateTimeOffset At, bool Failed)> noted = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);

        while (await timer.WaitForNextTickAsync(stoppingToken))
            await services.InEachWorkspaceAsync((scope, place) => RunOnceAsync(scope, place, stoppingToken));
    }

    private async Task RunOnceAsync(IServiceProvider scope, Place place, CancellationToken cancellation)
    {
        try
        {
            await using var claim = await scope.GetRequiredService<ClaimJob>().TryAsync(typeof(T).Name, cancellation);
            if (claim is null) return;

            await work(scope.GetRequiredService<T>(), cancellation);
            await NoteAsync(scope, place, failed: false, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailure(failure, typeof(T).Name, place.Key);
            await TryNoteFailureAsync(scope, place, cancellation);
        }
    }

    private async Task NoteAsync(IServiceProvider scope, Place place, bool failed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var last = noted.GetValueOrDefault(place.Key);
        if (failed == last.Failed && now - last.At < BetweenNotes) return;

        await scope.GetRequiredService<NoteJobRun>().RunAsync(typeof(T).Name, now.UtcDateTime, failed, cancellation);
        noted[place.Key] = (now, failed);
    }

    /// <summary>Often it is the database that fails, which then can note nothing either.</summary>
    private async Task TryNoteFailureAsync(IServiceProvider scope, Place place, CancellationToken cancellation)
    {
        try
        {
            await NoteAsync(scope, place, failed: true, cancellation);
        }
        catch (System.Data.Common.DbException) { }
    }

    [LoggerMessage(LogLevel.Error, "{Job} failed in the workspace {Workspace}")]
    private partial void LogFailure(Exception failure, string job, string workspace);
}

using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Import;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Commands;

/// <summary>Says whether all is well, for people and for monitoring.</summary>
internal static class CheckCommand
{
    private static readonly JsonSerializerOptions Options = new(AsJson.Options) { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Define(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Answer as JSON" };
        var command = new Command("check", "Say whether all is well; exit code 1 when it is not.") { json };
        command.SetAction((parsed, cancellation) =>
            context.RunAsync(parsed, (services, stop) => RunAsync(context, services, parsed.GetValue(json), stop), cancellation, needsWorkspace: false));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, IServiceProvider services, bool asJson, CancellationToken cancellation)
    {
        var db = services.GetRequiredService<Db>();
        var old = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime.AddMinutes(-15);
        var health = new Health(
            await db.Database.CanConnectAsync(cancellation),
            db.Database.IsNpgsql() ? "PostgreSQL" : "SQLite",
            typeof(CheckCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
            await db.Workspaces.AnyAsync(cancellation),
            await db.Timeline.CountAsync(entry => entry.DeliveredAt == null && entry.ParkedAt == null, cancellation),
            await db.Timeline.CountAsync(entry => entry.ParkedAt != null, cancellation),
            await db.Imports.CountAsync(run => run.State == ImportState.Waiting || run.State == ImportState.Running, cancellation),
            await db.Imports.CountAsync(run => run.State == ImportState.Running && run.HeartbeatAt < old, cancellation));

        await context.Out.WriteLineAsync(asJson ? JsonSerializer.Serialize(health, Options) :
            $"""
            database            {health.Database}, {(health.Reachable ? "reachable" : "NOT REACHABLE")}
            version             {health.Version}
            workspace           {(health.SetUp ? "set up" : "not set up yet")}
            timeline pending    {health.TimelinePending}
            timeline parked     {health.TimelineParked}
            imports waiting     {health.ImportsWaiting}
            imports stuck       {health.ImportsStuck}
            {(health.Well ? "All is well." : "Something needs attention.")}
            """);
        return health.Well ? ExitCodes.Fine : ExitCodes.Failed;
    }

    private sealed record Health(
        bool Reachable, string Database, string Version, bool SetUp, int TimelinePending, int TimelineParked, int ImportsWaiting, int ImportsStuck)
    {
        public bool Well => Reachable && TimelineParked == 0 && ImportsStuck == 0;
    }
}

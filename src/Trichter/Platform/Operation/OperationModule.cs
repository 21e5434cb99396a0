using Trichter.Platform.Jobs;
using Trichter.Platform.Operation.Backups;
using Trichter.Platform.Operation.Health;
using Trichter.Platform.Operation.Serving;
using Trichter.Platform.Workspaces;

namespace Trichter.Platform.Operation;

/// <summary>What whoever runs the program needs: backups, health, settings, the log.</summary>
internal static class OperationModule
{
    public static void AddOperation(this WebApplicationBuilder builder)
    {
        builder.AddTelemetry();
        builder.AddWorkspaces();
        builder.AddJobs();
        builder.Services.AddScoped<WriteBackup>();
        builder.Services.AddScoped<RestoreBackup>();
        builder.Services.AddScoped<UpgradeDatabase>();
        builder.Services.AddScoped<CheckHealth>();
        builder.Services.AddScoped<IHealthCheck, JobHealth>();
    }

    public static void UseOperation(this WebApplication app)
    {
        app.UseKnownProxies();
        app.UseMiddleware<RequestLog>();
        app.UseWorkspaces();
    }

    public static void MapOperation(this IEndpointRouteBuilder routes) => routes.MapHealth();
}

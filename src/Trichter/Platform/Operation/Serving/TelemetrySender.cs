using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Trichter.Platform.Operation.Serving;

/// <summary>Sends what the framework measures while the program runs; no query, parameter or address of a page is among it.</summary>
internal sealed class TelemetrySender : IHostedService, IDisposable
{
    private MeterProvider? meters;
    private TracerProvider? tracers;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var name = Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME") ?? "trichter";
        var resource = ResourceBuilder.CreateDefault().AddService(name, serviceVersion: ProgramVersion.Text);
        meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
            .AddOtlpExporter().Build();
        tracers = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore").AddProcessor(new WithoutAddresses())
            .AddOtlpExporter().Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        meters?.ForceFlush();
        tracers?.ForceFlush();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        meters?.Dispose();
        tracers?.Dispose();
    }
}

/// <summary>Takes out of a trace where exactly somebody was and with what; the route stays.</summary>
internal sealed class WithoutAddresses : BaseProcessor<Activity>
{
    private static readonly string[] Personal =
        ["url.path", "url.query", "url.full", "user_agent.original", "client.address", "network.peer.address", "http.target", "http.url"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Personal) data.SetTag(tag, null);
    }
}

namespace Trichter.Platform.Operation.Serving;

/// <summary>
/// Metrics and traces for the operator's own collector, by OTLP (decision 0011). Without an address of one nothing is loaded
/// and nothing leaves the machine. The exporter reads its other variables of the environment, OTEL_…, by itself.
/// </summary>
internal static class Telemetry
{
    private const string Address = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Address))) return;

        builder.Services.AddHostedService<TelemetrySender>();
    }
}

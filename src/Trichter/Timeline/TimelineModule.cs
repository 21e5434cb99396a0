using Trichter.Platform.Operation.Health;

namespace Trichter.Timeline;

internal static class TimelineModule
{
    public static void AddTimeline(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<TimelineWriter>();
        builder.Services.AddScoped<TimelineDelivery>();
        builder.Services.AddSingleton<Reactions>();
        builder.Services.AddScoped<IHealthCheck, DeliveryHealth>();
    }
}

using Trichter.Demo.FirstRun;

namespace Trichter.Demo;

internal static class DemoModule
{
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AddSampleData>();
        builder.Services.AddScoped<SetUpWorkspace>();
    }
}

using Trichter.Team;

namespace Trichter.Process;

internal static class ProcessModule
{
    public static void AddProcesses(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PublishedVersions>();
        builder.Services.AddScoped<ProcessCatalogue>();
        builder.Services.AddScoped<AddProcess>();
        builder.Services.AddSingleton(new SettingsEntry(40, "Processes", "/processes", Right.SeeProcesses));
    }
}

using Microsoft.Extensions.Configuration.Json;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Serving;

/// <summary>
/// Settings in the data directory, where an update of the program does not touch them: settings.json, in the form of appsettings.json.
/// They go before those that ship, and after environment and command line.
/// </summary>
internal static class SettingsFile
{
    public static void AddSettingsFile(this WebApplicationBuilder builder)
    {
        var source = new JsonConfigurationSource { Path = DataDirectory.From(builder.Configuration).Settings, Optional = true };
        source.ResolveFileProvider();
        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        var shipped = sources.Select((its, index) => (its, index)).LastOrDefault(one => one.its is JsonConfigurationSource).index;
        sources.Insert(shipped + 1, source);
    }
}

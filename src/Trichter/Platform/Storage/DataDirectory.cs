using Trichter.Platform.Workspaces;

namespace Trichter.Platform.Storage;

/// <summary>Where a workspace keeps its files: --data, else TRICHTER_DATA, else the folder "data" in the current directory; several workspaces have a folder each below that.</summary>
internal sealed record DataDirectory(string Path)
{
    /// <summary>The folder in which other workspaces lie; it belongs to none of them.</summary>
    public const string OfWorkspaces = "workspaces";

    public string Database => System.IO.Path.Combine(Path, "trichter.db");

    /// <summary>Where the program puts a backup before it upgrades the database.</summary>
    public string Backups => System.IO.Path.Combine(Path, "backups");

    /// <summary>Settings that outlive an update of the program, in the form of appsettings.json.</summary>
    public string Settings => System.IO.Path.Combine(Path, "settings.json");

    public static DataDirectory From(IConfiguration configuration)
    {
        var path = configuration["data"] ?? configuration["TRICHTER_DATA"] ?? "data";
        return new DataDirectory(System.IO.Path.GetFullPath(path));
    }

    public DataDirectory Of(Place place) => place.IsDefault ? this : new(System.IO.Path.Combine(Path, OfWorkspaces, place.Key));

    public void Ensure() => Directory.CreateDirectory(Path);
}

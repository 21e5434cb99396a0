namespace Trichter.Platform.Workspaces;

/// <summary>Where the data of one workspace lies: a folder with a file of its own, or a schema of its own in PostgreSQL.</summary>
/// <param name="Key">Name of folder and schema: small letters, digits and underscores.</param>
/// <param name="Hosts">The host names under which it is reached, without a port; empty for the only one, which answers to all.</param>
public sealed record Place(string Key, IReadOnlyList<string> Hosts)
{
    /// <summary>The workspace that lies in the data directory itself, or in the schema that the connection string names.</summary>
    public const string DefaultKey = "default";

    public static readonly Place Default = new(DefaultKey, []);

    public bool IsDefault => Key == DefaultKey;
}

using System.Text.Json.Serialization;
using Trichter.Platform.Operation.Tables;

namespace Trichter.Platform.Operation.Backups;

/// <summary>What stands in a backup: manifest.json in its archive.</summary>
/// <param name="Format">Of the archive; raised when an older program could no longer read it.</param>
/// <param name="Program">The version that made it.</param>
/// <param name="MadeAt">The moment, UTC, of which the data is.</param>
/// <param name="Database">"SQLite" or "PostgreSQL". It can be restored on either.</param>
/// <param name="Migrations">What made its tables, as the files are called on either database.</param>
public sealed record BackupManifest(
    int Format, string Program, DateTime MadeAt, string Database, IReadOnlyList<string> Migrations,
    IReadOnlyList<TablePart> Tables, IReadOnlyList<FilePart> Files)
{
    public const int Latest = 1;

    /// <summary>Its place in the archive.</summary>
    public const string Name = "manifest.json";
}

/// <param name="Sha256">Of the table's part of the archive, hexadecimal.</param>
public sealed record TablePart(StoredTable Table, long Rows, string Sha256)
{
    /// <summary>Its place in the archive: one line of JSON per row.</summary>
    [JsonIgnore]
    public string Entry => $"tables/{Table.Name}.jsonl";
}

/// <param name="Path">Below the data directory, with slashes.</param>
/// <param name="Sha256">Of the content, hexadecimal.</param>
public sealed record FilePart(string Path, long Size, string Sha256)
{
    /// <summary>Its place in the archive.</summary>
    [JsonIgnore]
    public string Entry => $"files/{Path}";
}

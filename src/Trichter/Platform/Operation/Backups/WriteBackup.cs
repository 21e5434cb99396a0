using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Backups;

/// <summary>Writes a backup while the program may be running: all tables as they are at one moment, and the files of the data directory.</summary>
internal sealed class WriteBackup(DataDirectory data, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new(AsJson.Options) { WriteIndented = true };

    /// <param name="path">Where to; a file that lies there is replaced when the backup is complete.</param>
    /// <exception cref="OperationException">The database holds something that cannot be copied.</exception>
    public async Task<BackupManifest> RunAsync(DbContext db, string path, CancellationToken cancellation = default)
    {
        var unfinished = path + ".part";
        try
        {
            BackupManifest manifest;
            await using (var file = new FileStream(unfinished, Secret(FileMode.Create)))
            {
                await using (var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellation))
                    manifest = await FillAsync(db, archive, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>A backup holds the secrets of the workspace: nobody else on this machine may read it.</summary>
    private static FileStreamOptions Secret(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private async Task<BackupManifest> FillAsync(DbContext db, ZipArchive archive, CancellationToken cancellation)
    {
        await using var snapshot = await Snapshot.OpenAsync(db, cancellation);
        var madeAt = clock.GetUtcNow().UtcDateTime;
        var tables = new List<TablePart>();
        foreach (var table in snapshot.Tables) tables.Add(await WriteTableAsync(archive, snapshot, table, cancellation));

        var manifest = new BackupManifest(
            BackupManifest.Latest, ProgramVersion.Text, madeAt, db.Database.IsNpgsql() ? "PostgreSQL" : "SQLite", snapshot.Migrations,
            tables, await WriteFilesAsync(archive, cancellation));
        await using var entry = await archive.CreateEntry(BackupManifest.Name).OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(entry, manifest, Readable, cancellation);
        return manifest;
    }

    private static async Task<TablePart> WriteTableAsync(ZipArchive archive, Snapshot snapshot, StoredTable table, CancellationToken cancellation)
    {
        var part = new TablePart(table, 0, "");
        await using var entry = await archive.CreateEntry(part.Entry, CompressionLevel.Fastest).OpenAsync(cancellation);
        await using var buffered = new BufferedStream(entry, 1 << 16);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0L;

        await foreach (var row in snapshot.RowsAsync(table, cancellation))
        {
            byte[] line = [.. RowSum.Line(row), (byte)'\n'];
            hash.AppendData(line);
            await buffered.WriteAsync(line, cancellation);
            rows++;
        }

        return part with { Rows = rows, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }

    /// <summary>The folders of the data directory. What lies beside them is the database itself, and settings of this machine.</summary>
    private async Task<List<FilePart>> WriteFilesAsync(ZipArchive archive, CancellationToken cancellation)
    {
        var parts = new List<FilePart>();
        foreach (var folder in Directory.Exists(data.Path) ? Directory.GetDirectories(data.Path).Where(IsKept) : [])
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
                if (await WriteFileAsync(archive, file, cancellation) is { } part) parts.Add(part);
        return parts;
    }

    private bool IsKept(string folder) => folder != data.Backups && Path.GetFileName(folder) is var name && name != DataDirectory.OfWorkspaces && !name.StartsWith('.');

    /// <returns>Null when the file has gone meanwhile, as that of an import does once it is done.</returns>
    private async Task<FilePart?> WriteFileAsync(ZipArchive archive, string file, CancellationToken cancellation)
    {
        FileStream content;
        try
        {
            content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException) when (!File.Exists(file))
        {
            return null;
        }

        await using (content)
        {
            var part = new FilePart(Path.GetRelativePath(data.Path, file).Replace('\\', '/'), 0, "");
            await using var entry = await archive.CreateEntry(part.Entry, CompressionLevel.Fastest).OpenAsync(cancellation);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var size = 0L;
            var buffer = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; size += read)
            {
                hash.AppendData(buffer, 0, read);
                await entry.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }

            return part with { Size = size, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
        }
    }
}

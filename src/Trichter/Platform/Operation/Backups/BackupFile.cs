using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Backups;

/// <summary>A backup that has been found whole: every part is there and is what the manifest says.</summary>
internal sealed class BackupFile : ITableSource, IAsyncDisposable
{
    private readonly ZipArchive archive;

    private BackupFile(ZipArchive archive, BackupManifest manifest) => (this.archive, Manifest) = (archive, manifest);

    public BackupManifest Manifest { get; }

    public IReadOnlyList<string> Migrations => Manifest.Migrations;
    public IReadOnlyList<StoredTable> Tables => [.. Manifest.Tables.Select(part => part.Table)];

    /// <exception cref="OperationException">It is no backup, is damaged, or was made by a newer program.</exception>
    public static async Task<BackupFile> OpenAsync(string path, CancellationToken cancellation = default)
    {
        ZipArchive? archive = null;
        try
        {
            archive = await ZipFile.OpenAsync(path, ZipArchiveMode.Read, cancellation);
            var backup = new BackupFile(archive, await ReadManifestAsync(archive, cancellation));
            await backup.CheckAsync(cancellation);
            return backup;
        }
        catch (Exception failure) when (failure is InvalidDataException or JsonException or EndOfStreamException or OperationException)
        {
            if (archive is not null) await archive.DisposeAsync();
            throw failure as OperationException ?? new OperationException($"{path} is no complete backup: {failure.Message}", failure);
        }
    }

    public async IAsyncEnumerable<string?[]> RowsAsync(StoredTable table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var content = await EntryOf(Manifest.Tables.Single(part => part.Table.Name == table.Name).Entry).OpenAsync(cancellation);
        using var lines = new StreamReader(content, Encoding.UTF8);
        while (await lines.ReadLineAsync(cancellation) is { } line)
            yield return JsonSerializer.Deserialize<string?[]>(line, AsJson.Options)!;
    }

    public async Task UnpackAsync(FilePart part, string path, CancellationToken cancellation)
    {
        await using var content = await EntryOf(part.Entry).OpenAsync(cancellation);
        await using var file = File.Create(path);
        await content.CopyToAsync(file, cancellation);
    }

    public ValueTask DisposeAsync() => archive.DisposeAsync();

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive archive, CancellationToken cancellation)
    {
        var entry = archive.GetEntry(BackupManifest.Name) ?? throw new InvalidDataException($"it has no {BackupManifest.Name}.");
        await using var content = await entry.OpenAsync(cancellation);
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(content, AsJson.Options, cancellation);

        if (manifest is not { Tables: not null, Files: not null, Migrations: not null }) throw new InvalidDataException("its manifest is empty.");
        if (manifest.Format > BackupManifest.Latest || manifest.Migrations.Except(Storage.Migrations.Known).Any())
            throw new OperationException($"The backup was made by version {manifest.Program}, which is newer than this program ({ProgramVersion.Text}). Use that version or a later one.");
        return manifest;
    }

    private async Task CheckAsync(CancellationToken cancellation)
    {
        foreach (var part in Manifest.Tables)
            await CheckAsync(part.Entry, part.Sha256, cancellation);
        foreach (var part in Manifest.Files)
            await CheckAsync(part.Entry, part.Sha256, cancellation);
    }

    private async Task CheckAsync(string name, string sha256, CancellationToken cancellation)
    {
        await using var content = await EntryOf(name).OpenAsync(cancellation);
        if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation)) != sha256)
            throw new InvalidDataException($"{name} is not what was written.");
    }

    private ZipArchiveEntry EntryOf(string name) => archive.GetEntry(name) ?? throw new InvalidDataException($"{name} is missing.");
}

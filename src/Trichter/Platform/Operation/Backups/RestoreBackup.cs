using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Tables;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Backups;

/// <summary>
/// Puts a backup in place of what is there. Files are unpacked beside their places first and moved there once the database is
/// filled; whatever fails before that leaves everything as it was.
/// </summary>
internal sealed class RestoreBackup(DataDirectory data)
{
    /// <param name="replace">Whether a workspace that is there already may be thrown away.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="OperationException">See <see cref="FillDatabase"/>; or a file would lie outside the data directory.</exception>
    public async Task<long> RunAsync(DbContext db, BackupFile backup, bool replace, CancellationToken cancellation = default)
    {
        data.Ensure();
        var waiting = Directory.CreateDirectory(Path.Combine(data.Path, $".restoring-{Guid.NewGuid():n}")).FullName;
        try
        {
            var places = backup.Manifest.Files.Select((part, index) => (Part: part, From: Path.Combine(waiting, $"{index}"), To: PlaceOf(part))).ToList();
            foreach (var place in places) await backup.UnpackAsync(place.Part, place.From, cancellation);

            var rows = await FillDatabase.RunAsync(db, backup, replace, cancellation);
            foreach (var place in places)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(place.To)!);
                File.Move(place.From, place.To, overwrite: true);
            }

            return rows;
        }
        finally
        {
            Directory.Delete(waiting, recursive: true);
        }
    }

    private string PlaceOf(FilePart part)
    {
        var place = Path.GetFullPath(Path.Combine(data.Path, part.Path));
        var below = Path.GetRelativePath(data.Path, place);
        if (below.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(below) || Path.GetDirectoryName(below) is null or "")
            throw new OperationException($"The backup holds a file that does not belong into the data directory: {part.Path}. Nothing was changed.");
        return place;
    }
}

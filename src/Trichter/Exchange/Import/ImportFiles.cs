using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Import;

/// <summary>Where the copies of imported files lie, and what stands in them.</summary>
internal sealed class ImportFiles(DataDirectory data)
{
    public const long Largest = 50 * 1024 * 1024;

    /// <summary>Keeps a copy under the data directory; the answer is its path below that.</summary>
    public async Task<string?> KeepAsync(Guid id, Stream content, CancellationToken cancellation = default)
    {
        var relative = Path.Combine("imports", $"{id}.csv");
        Directory.CreateDirectory(Path.Combine(data.Path, "imports"));
        await using var file = File.Create(Path.Combine(data.Path, relative));
        var buffer = new byte[81920];
        long total = 0;

        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0;)
        {
            total += read;
            if (total > Largest) break;
            await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        if (total <= Largest) return relative;
        file.Close();
        File.Delete(Path.Combine(data.Path, relative));
        return null;
    }

    public void Remove(ImportRun run) => File.Delete(Path.Combine(data.Path, run.FilePath));

    public bool Exists(ImportRun run) => File.Exists(Path.Combine(data.Path, run.FilePath));

    public FileStream Open(ImportRun run) => File.OpenRead(Path.Combine(data.Path, run.FilePath));

    public FileLook Look(ImportRun run, WrittenDialect? said)
    {
        if (!Exists(run)) return new FileLook.Unreadable(new Platform.Language.Told("The uploaded file is no longer there. Upload it again."));
        using var file = Open(run);
        return LookAtFile.Of(file, said.Over);
    }
}

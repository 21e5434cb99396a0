using Trichter.Exchange.Api.Requests;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Import;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Takes a file with its kind, and a mapping if there is one, and sends the import on its way. What does not fit leaves nothing behind.</summary>
internal sealed class SendImport(Db db, StartImport verb, ImportFiles files, ProcessCatalogue catalogue)
{
    private static readonly string[] Known = ["kind", "process", "mapping", "dry_run"];

    public async Task<(ImportRun? Run, IReadOnlyDictionary<string, Told> Faults)> RunAsync(IFormCollection form, CancellationToken cancellation)
    {
        var faults = form.Keys.Where(name => !Known.Contains(name)).ToDictionary(name => name, _ => new Told("There is no such field that can be set."));
        var mapping = await MappingAsync(form, faults);
        var kind = Words.Read<ImportKind>(form["kind"].ToString()) ?? mapping?.As;
        if (form.Files["file"] is not { } file) faults["file"] = new Told("Send a file.");
        if (kind is null) faults["kind"] = new Told("One of: {0}.", string.Join(", ", Enum.GetValues<ImportKind>().Select(Words.Of)));
        if (form["dry_run"].ToString() is not ("" or "true" or "false")) faults["dry_run"] = new Told("Only true or false.");

        var name = form["process"].ToString() is { Length: > 0 } said ? said : mapping?.Process;
        var process = kind?.GoesIntoProcess() == true && name is { Length: > 0 } ? await catalogue.FindAsync(name, cancellation) : null;
        if (kind?.GoesIntoProcess() == true && name is { Length: > 0 } && process is null) faults["process"] = new Told("There is no process of this name.");
        if (faults.Count > 0) return (null, faults);

        await using var content = form.Files["file"]!.OpenReadStream();
        if (mapping is not null) mapping = mapping with { As = kind!.Value };
        var started = await verb.UploadAsync(form.Files["file"]!.FileName, content, kind!.Value, process?.Id, mapping, null, cancellation);
        if (started is StartResult.Faulty faulty) return (null, new Dictionary<string, Told> { [faulty.Field] = faulty.Why });

        var run = ((StartResult.Started)started).Run;
        var used = ((MappingResult.Readable)MappingFile.Read(run.Mapping)).Mapping;
        if (await verb.GoAsync(run, used, form["dry_run"] == "true", cancellation) is not PlanResult.Faulty unfit) return (run, faults);

        files.Remove(run);
        db.Imports.Remove(run);
        await db.SaveChangesAsync(cancellation);
        return (null, unfit.Faults);
    }

    /// <summary>As a field or as a file.</summary>
    private static async Task<Mapping?> MappingAsync(IFormCollection form, Dictionary<string, Told> faults)
    {
        var read = form["mapping"].ToString() is { Length: > 0 } text ? MappingFile.Read(text) : await MappingUpload.ReadAsync(form.Files["mapping"]);
        if (read is MappingResult.Faulty faulty) faults["mapping"] = faulty.Why;
        return (read as MappingResult.Readable)?.Mapping;
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team.CustomFields;

namespace Trichter.Exchange.Import;

/// <summary>Brings file and mapping of an import together, or says what does not fit.</summary>
internal sealed class PlanImport(Db db, ProcessCatalogue catalogue, ImportFiles files, OwnFields fields)
{
    private const int MostValues = 60;

    public async Task<PlannedImport> RunAsync(ImportRun run, Mapping mapping, CancellationToken cancellation = default)
    {
        var version = await VersionAsync(run, cancellation);
        var planned = await OfColumnsAsync(run, mapping, version, cancellation);
        return planned.File is not null && run.Kind.GoesIntoProcess() && version is null
            ? planned with { Result = new PlanResult.Faulty(Fault("process", new Told("There is no process yet that deals could go into."))) }
            : planned;
    }

    /// <summary>The columns alone, while there is no process yet.</summary>
    public Task<PlannedImport> OfColumnsAsync(ImportRun run, Mapping mapping, CancellationToken cancellation = default) =>
        OfColumnsAsync(run, mapping, null, cancellation);

    private async Task<PlannedImport> OfColumnsAsync(ImportRun run, Mapping mapping, ProcessVersion? version, CancellationToken cancellation)
    {
        if (files.Look(run, mapping.Dialect) is not FileLook.Readable file)
            return new PlannedImport(null, new PlanResult.Faulty(Fault("file", ((FileLook.Unreadable)files.Look(run, mapping.Dialect)).Why)));

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var own = await fields.OfAsync(run.Kind.RecordName(), cancellation);
        return new PlannedImport(file, ImportPlan.Of(mapping, file, version, workspace.Zone, own)) { Own = own };
    }

    /// <summary>The version that new deals start on; null for other kinds.</summary>
    public async Task<ProcessVersion?> VersionAsync(ImportRun run, CancellationToken cancellation = default) =>
        (await catalogue.AllAsync(cancellation)).FirstOrDefault(process => process.Id == run.ProcessId) is { } process
            ? await catalogue.CurrentAsync(process, cancellation)
            : null;

    public IReadOnlyList<string> HeadersOf(ImportRun run, Mapping mapping) =>
        files.Look(run, mapping.Dialect) is FileLook.Readable file ? file.Headers : [];

    /// <summary>What the column of stages says, each value once, in the order of the file.</summary>
    public IReadOnlyList<string> ValuesOfStages(ImportRun run, Mapping mapping, FileLook.Readable file, ProcessVersion? version)
    {
        var targets = AutoMapping.Complete(run.Kind, file.Headers, file.Detected.DateColumns, version, mapping.Columns);
        var column = file.Headers.ToList().FindIndex(header => targets[header] == "stage");
        if (column < 0) return [];

        using var stream = files.Open(run);
        using var table = TableFile.Open(stream, file.Dialect);
        return [.. table.Rows().Select(row => CleanText.Of(row.Cells[column]).Trim()).Where(value => value.Length > 0).Distinct().Take(MostValues)];
    }

    private static Dictionary<string, Told> Fault(string where, Told why) => new() { [where] = why };
}

/// <param name="File">Null when the file cannot be read at all.</param>
internal sealed record PlannedImport(FileLook.Readable? File, PlanResult Result)
{
    /// <summary>The fields that the workspace added to such records.</summary>
    public IReadOnlyList<CustomField> Own { get; init; } = [];
}

using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Exchange.Import;

/// <summary>Brings file and mapping of an import together, or says what does not fit.</summary>
internal sealed class PlanImport(Db db, ProcessCatalogue catalogue, ImportFiles files)
{
    public async Task<PlannedImport> RunAsync(ImportRun run, Mapping mapping, CancellationToken cancellation = default)
    {
        if (files.Look(run, mapping.Dialect) is not FileLook.Readable file)
            return new PlannedImport(null, new PlanResult.Faulty(Fault("file", ((FileLook.Unreadable)files.Look(run, mapping.Dialect)).Why)));

        ProcessVersion? version = null;
        if (run.Kind == ImportKind.Deals)
        {
            if (await ProcessAsync(run, cancellation) is not { } process)
                return new PlannedImport(file, new PlanResult.Faulty(Fault("process", new Told("There is no process yet that deals could go into."))));
            version = await catalogue.CurrentAsync(process, cancellation);
        }

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        return new PlannedImport(file, ImportPlan.Of(mapping, file, version, workspace.Zone));
    }

    public async Task<SalesProcess?> ProcessAsync(ImportRun run, CancellationToken cancellation = default) =>
        (await catalogue.AllAsync(cancellation)).FirstOrDefault(process => process.Id == run.ProcessId);

    private static Dictionary<string, Told> Fault(string where, Told why) => new() { [where] = why };
}

/// <param name="File">Null when the file cannot be read at all.</param>
internal sealed record PlannedImport(FileLook.Readable? File, PlanResult Result);

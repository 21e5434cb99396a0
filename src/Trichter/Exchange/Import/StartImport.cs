using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Import.Events;
using Trichter.Exchange.Reading;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Exchange.Import;

/// <summary>Takes a file in, proposes a mapping for it, and later sends the import on its way.</summary>
internal sealed class StartImport(Db db, Me me, Change change, ImportFiles files, ProcessCatalogue catalogue, PlanImport planning, ProcessOfEvents processOfEvents)
{
    /// <param name="mapping">What somebody said about the columns; null for the one last used with these headers, or a proposal.</param>
    /// <param name="newProcess">For events: the name of a process that is made of the stages in the file.</param>
    public async Task<StartResult> UploadAsync(
        string fileName, Stream content, ImportKind kind, Guid? processId, Mapping? mapping = null, string? newProcess = null, CancellationToken cancellation = default)
    {
        me.Must(Right.Import);
        me.Must(kind.Needs());
        var processes = await catalogue.AllAsync(cancellation);
        var process = processes.FirstOrDefault(its => its.Id == processId) ?? (processes.Count == 0 ? null : processes[0]);
        if (kind.GoesIntoProcess() && process is null && newProcess is null) return new StartResult.Faulty("process", new Told("There is no process yet that deals could go into."));

        var id = Platform.Storage.Ids.New();
        if (await files.KeepAsync(id, content, cancellation) is not { } path)
            return new StartResult.Faulty("file", new Told("The file is larger than {0} MB.", (int)(ImportFiles.Largest / 1024 / 1024)));

        var run = new ImportRun
        {
            Id = id,
            Kind = kind,
            FileName = NameOf(fileName),
            FilePath = path,
            ProcessId = kind.GoesIntoProcess() && newProcess is null ? process!.Id : null,
            Mapping = "",
            RequestedBy = me.Id,
            RequestedAt = change.Now,
        };
        if (files.Look(run, mapping?.Dialect) is FileLook.Unreadable { Why: var why })
        {
            files.Remove(run);
            return new StartResult.Faulty("file", why);
        }

        mapping ??= await ProposeAsync(run, cancellation);
        if (newProcess is not null)
        {
            me.Must(Right.EditProcesses);
            var made = await processOfEvents.RunAsync(run, mapping, newProcess, cancellation);
            if (made is ProcessOfEventsResult.Faulty unfit)
            {
                files.Remove(run);
                return new StartResult.Faulty("process", unfit.Why);
            }

            run.ProcessId = ((ProcessOfEventsResult.Made)made).Process.Id;
        }

        run.Mapping = MappingFile.Write(mapping);
        db.Imports.Add(run);
        await db.SaveChangesAsync(cancellation);
        return new StartResult.Started(run);
    }

    /// <summary>Sends the import on its way with this mapping, unless something in it does not fit.</summary>
    public async Task<PlanResult> GoAsync(ImportRun run, Mapping mapping, bool dryRun, CancellationToken cancellation = default)
    {
        me.Must(Right.Import);
        me.Must(run.Kind.Needs());
        var planned = await planning.RunAsync(run, mapping, cancellation);
        if (planned.Result is not PlanResult.Planned { Plan: var plan }) return planned.Result;
        if (Refused(run.Kind, plan) is { Count: > 0 } refused) return new PlanResult.Faulty(refused);

        await RememberAsync(run, mapping, planned.File!.Headers, cancellation);
        await db.ImportRefusals.Where(refusal => refusal.ImportId == run.Id).ExecuteDeleteAsync(cancellation);
        run.Mapping = MappingFile.Write(mapping);
        run.DryRun = dryRun;
        (run.RowsDone, run.Created, run.Updated, run.Unchanged, run.Refused) = (0, 0, 0, 0, 0);
        (run.Notices, run.Error, run.HeartbeatAt, run.FinishedAt) = ("[]", "", null, null);
        run.RowsTotal = planned.File.Rows;
        run.State = ImportState.Waiting;
        await db.SaveChangesAsync(cancellation);
        return planned.Result;
    }

    /// <summary>The columns that would go into fields that I may not change.</summary>
    private Dictionary<string, Told> Refused(ImportKind kind, ImportPlan plan)
    {
        var record = kind.RecordName();
        return plan.Columns.Where(column => me.AccessTo(record, column.Target) != FieldAccess.Visible || (column.Target == "cost" && !me.May(Right.SeeMargins)))
            .ToDictionary(column => column.Header, _ => new Told("Your role may not change the field this goes to."));
    }

    /// <summary>Keeps a mapping that somebody is still working on.</summary>
    public async Task KeepAsync(ImportRun run, Mapping mapping, CancellationToken cancellation = default)
    {
        me.Must(Right.Import);
        run.Mapping = MappingFile.Write(mapping);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The mapping last used for files with these headers, else a proposal.</summary>
    private async Task<Mapping> ProposeAsync(ImportRun run, CancellationToken cancellation)
    {
        var file = (FileLook.Readable)files.Look(run, null);
        var signature = Headers.Signature(file.Headers);
        var known = await db.Mappings.AsNoTracking().FirstOrDefaultAsync(m => m.Kind == run.Kind && m.Headers == signature, cancellation);
        if (known is not null && MappingFile.Read(known.Mapping) is MappingResult.Readable { Mapping: var remembered }) return remembered;

        var version = await planning.VersionAsync(run, cancellation);
        return new Mapping { As = run.Kind, Columns = AutoMapping.Propose(run.Kind, file.Headers, file.Detected.DateColumns, version) };
    }

    private async Task RememberAsync(ImportRun run, Mapping mapping, IReadOnlyList<string> headers, CancellationToken cancellation)
    {
        var signature = Headers.Signature(headers);
        var known = await db.Mappings.FirstOrDefaultAsync(m => m.Kind == run.Kind && m.Headers == signature, cancellation);
        if (known is null) db.Mappings.Add(known = new RememberedMapping { Kind = run.Kind, Headers = signature, Mapping = "" });
        (known.Mapping, known.UsedAt) = (MappingFile.Write(mapping), change.Now);
    }

    private static string NameOf(string fileName)
    {
        var bare = CleanText.Of(Path.GetFileName(fileName.Replace('\\', '/'))).Trim();
        return bare.Length == 0 ? "file.csv" : bare[..Math.Min(bare.Length, 200)];
    }
}

internal abstract record StartResult
{
    public sealed record Started(ImportRun Run) : StartResult;

    public sealed record Faulty(string Field, Told Why) : StartResult;
}

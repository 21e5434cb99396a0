using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Process.Edit;

/// <summary>
/// Makes the draft the version that new deals start on. It becomes a version of its own that never changes again;
/// deals on earlier versions stay there until somebody migrates them.
/// </summary>
public sealed class PublishProcess(Db db, Me me, Change change, TimelineWriter timeline, DraftProcess drafts, ProcessCatalogue catalogue)
{
    public async Task<PublishResult> RunAsync(SalesProcess asked, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (await drafts.FindAsync(asked, cancellation) is not { } draft) return new PublishResult.NothingToPublish();

        var findings = ProcessCheck.Of(draft.Stages);
        if (findings.Any(finding => finding.Blocks)) return new PublishResult.Faulty(findings);

        var process = await db.Processes.FindAsync([asked.Id], cancellation) ?? throw new InvalidOperationException("The process has gone.");
        var number = await db.ProcessVersions.Where(version => version.ProcessId == process.Id).MaxAsync(version => version.Number, cancellation) + 1;
        var version = new ProcessVersion { ProcessId = process.Id, Number = number, State = VersionState.Published, PublishedAt = change.Now };
        foreach (var stage in draft.Stages)
            version.Add(TemplateStage.Of(stage).ToStage(stage.Position));

        process.CurrentVersionId = version.Id;
        db.Remove(draft);
        db.Add(version);
        timeline.Record(new ProcessPublished(process.Id, process.Name, number));
        await db.SaveChangesAsync(cancellation);
        catalogue.Forget();
        return new PublishResult.Published(version);
    }
}

public abstract record PublishResult
{
    public sealed record Published(ProcessVersion Version) : PublishResult;

    public sealed record Faulty(IReadOnlyList<Finding> Findings) : PublishResult;

    public sealed record NothingToPublish : PublishResult;
}

using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Process.Edit;

/// <summary>Begins a draft of a process, or throws it away. A draft starts as what is published; deals know nothing of it.</summary>
public sealed class DraftProcess(Db db, Me me, TimelineWriter timeline, ProcessCatalogue catalogue)
{
    /// <summary>The draft that is being worked on, tracked for changes; null when there is none.</summary>
    public Task<ProcessVersion?> FindAsync(SalesProcess process, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        return db.ProcessVersions.SingleOrDefaultAsync(version => version.ProcessId == process.Id && version.Number == ProcessVersion.Draft, cancellation);
    }

    /// <returns>The draft; the one there is, when it was begun already.</returns>
    public async Task<ProcessVersion> BeginAsync(SalesProcess process, CancellationToken cancellation = default)
    {
        if (await FindAsync(process, cancellation) is { } known) return known;

        var published = await catalogue.CurrentAsync(process, cancellation);
        return await BeginAsync(process, published.Stages.Select(TemplateStage.Of), cancellation);
    }

    /// <summary>Replaces the draft, if there is one, by these stages.</summary>
    public async Task<ProcessVersion> BeginAsync(SalesProcess process, IEnumerable<TemplateStage> stages, CancellationToken cancellation = default)
    {
        var new_ = stages.ToList();
        if (await FindAsync(process, cancellation) is { } known)
        {
            db.Remove(known);
            await db.SaveChangesAsync(cancellation);
        }

        var draft = new ProcessVersion { ProcessId = process.Id, Number = ProcessVersion.Draft };
        foreach (var (stage, index) in new_.Select((stage, index) => (stage, index)))
            draft.Add(stage.ToStage(index + 1));
        db.ProcessVersions.Add(draft);
        timeline.Record(new DraftBegun(process.Id, process.Name));
        await db.SaveChangesAsync(cancellation);
        return draft;
    }

    /// <returns>False when there was no draft.</returns>
    public async Task<bool> DiscardAsync(SalesProcess process, CancellationToken cancellation = default)
    {
        if (await FindAsync(process, cancellation) is not { } draft) return false;

        db.Remove(draft);
        timeline.Record(new DraftDiscarded(process.Id, process.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record DraftBegun(Guid ProcessId, Localized Name) : Happening(ProcessId)
{
    public override Told Told => new("began a draft of {0}", Name);

    public override string Icon => "pencil";
}

public sealed record DraftDiscarded(Guid ProcessId, Localized Name) : Happening(ProcessId)
{
    public override Told Told => new("threw the draft of {0} away", Name);

    public override string Icon => "trash";
}

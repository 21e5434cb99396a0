using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Process.Edit;

/// <summary>What belongs to a process as a whole, whatever its version: its name, and whether new deals may start on it.</summary>
public sealed class ChangeProcess(Db db, Me me, Change change, TimelineWriter timeline, ProcessCatalogue catalogue)
{
    /// <returns>What is wrong with the name, or null when it was saved.</returns>
    public async Task<Told?> RenameAsync(Guid id, Words name, Words description, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (new[] { name.En, name.De, name.Pl }.Any(string.IsNullOrWhiteSpace)) return new Told("A name is needed in every language.");

        var process = (await db.Processes.FindAsync([id], cancellation))!;
        (process.Name, process.Description) = (name.ToLocalized(), description.ToLocalized());
        timeline.Record(new ProcessRenamed(process.Id, process.Name));
        await SaveAsync(cancellation);
        return null;
    }

    /// <summary>A retired process keeps its deals and takes no new ones. The last one in use cannot be retired.</summary>
    /// <returns>False when it is the last one.</returns>
    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        if (!await db.Processes.AnyAsync(other => other.Id != id && other.RetiredAt == null, cancellation)) return false;

        var process = (await db.Processes.FindAsync([id], cancellation))!;
        process.RetiredAt = change.Now;
        timeline.Record(new ProcessRetired(process.Id, process.Name));
        await SaveAsync(cancellation);
        return true;
    }

    public async Task BringBackAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var process = (await db.Processes.FindAsync([id], cancellation))!;
        process.RetiredAt = null;
        timeline.Record(new ProcessBroughtBack(process.Id, process.Name));
        await SaveAsync(cancellation);
    }

    private async Task SaveAsync(CancellationToken cancellation)
    {
        await db.SaveChangesAsync(cancellation);
        catalogue.Forget();
    }
}

public sealed record ProcessRenamed(Guid ProcessId, Localized Name) : Happening(ProcessId)
{
    public override Told Told => new("renamed the process to {0}", Name);

    public override string Icon => "pencil";
}

public sealed record ProcessRetired(Guid ProcessId, Localized Name) : Happening(ProcessId)
{
    public override Told Told => new("retired the process {0}", Name);

    public override string Icon => "x";
}

public sealed record ProcessBroughtBack(Guid ProcessId, Localized Name) : Happening(ProcessId)
{
    public override Told Told => new("brought the process {0} back", Name);

    public override string Icon => "arrow-back-up";
}

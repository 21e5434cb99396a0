using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Workspaces;

namespace Trichter.Process;

/// <summary>Reads processes. Published versions never change, so each is kept once read; which one is current is asked each time.</summary>
public sealed class ProcessCatalogue(Db db, PublishedVersions kept, Here here)
{
    private List<SalesProcess>? all;

    public async Task<IReadOnlyList<SalesProcess>> AllAsync(CancellationToken cancellation = default) =>
        all ??= await db.Processes.AsNoTracking().Where(p => p.RetiredAt == null).OrderBy(p => p.Position).ToListAsync(cancellation);

    /// <summary>The process of a deal, also one that is retired.</summary>
    public async Task<SalesProcess> OfAsync(Guid id, CancellationToken cancellation = default) =>
        (await AllAsync(cancellation)).FirstOrDefault(process => process.Id == id)
        ?? await db.Processes.AsNoTracking().SingleAsync(process => process.Id == id, cancellation);

    /// <summary>Reads anew which processes there are, after one was added.</summary>
    public void Forget() => all = null;

    public async Task<ProcessVersion> VersionAsync(Guid id, CancellationToken cancellation = default)
    {
        if (kept.Get(here.Place, id) is { } known) return known;

        var version = await db.ProcessVersions.AsNoTracking().SingleAsync(v => v.Id == id, cancellation);
        return version.State == VersionState.Draft ? version : kept.Keep(here.Place, version);
    }

    public Task<ProcessVersion> CurrentAsync(SalesProcess process, CancellationToken cancellation = default) =>
        VersionAsync(process.CurrentVersionId, cancellation);

    /// <summary>The key of a stage of any version of the process; null when it is none of its stages.</summary>
    public async Task<string?> StageKeyAsync(Guid processId, Guid stageId, CancellationToken cancellation = default) =>
        (await StageKeysAsync(processId, cancellation)).GetValueOrDefault(stageId);

    /// <summary>Every stage of every published version of the process, with its key: what deals on earlier versions stand on.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> StageKeysAsync(Guid processId, CancellationToken cancellation = default)
    {
        var versions = await db.ProcessVersions.Where(version => version.ProcessId == processId && version.State == VersionState.Published)
            .Select(version => version.Id).ToListAsync(cancellation);
        var keys = new Dictionary<Guid, string>();
        foreach (var id in versions)
            foreach (var stage in (await VersionAsync(id, cancellation)).Stages)
                keys[stage.Id] = stage.Key;
        return keys;
    }

    /// <summary>By key, or by name in any language; null when there is none.</summary>
    public async Task<SalesProcess?> FindAsync(string keyOrName, CancellationToken cancellation = default)
    {
        var processes = await AllAsync(cancellation);
        return processes.FirstOrDefault(p => p.Key.Equals(keyOrName.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? processes.FirstOrDefault(p => p.Name.Is(keyOrName));
    }
}

/// <summary>Versions read so far. Safe on any number of nodes, because a published version is never changed.</summary>
public sealed class PublishedVersions
{
    private readonly ConcurrentDictionary<(string Workspace, Guid Id), ProcessVersion> byId = new();

    internal ProcessVersion? Get(Place place, Guid id) => byId.GetValueOrDefault((place.Key, id));

    internal ProcessVersion Keep(Place place, ProcessVersion version) => byId.GetOrAdd((place.Key, version.Id), version);
}

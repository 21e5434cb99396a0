using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team.History;

namespace Trichter.Process;

/// <summary>Stages and processes by name, for the history of fields.</summary>
internal sealed class StageNames(Db db, Texts texts) : INameRecords
{
    public async Task AddAsync(IReadOnlyCollection<Guid> ids, IDictionary<Guid, string> names, CancellationToken cancellation)
    {
        foreach (var stage in await db.Set<Stage>().Where(stage => ids.Contains(stage.Id)).Select(stage => new { stage.Id, stage.Name }).ToListAsync(cancellation))
            names[stage.Id] = texts[stage.Name];
        foreach (var process in await db.Processes.Where(process => ids.Contains(process.Id)).Select(process => new { process.Id, process.Name }).ToListAsync(cancellation))
            names[process.Id] = texts[process.Name];
    }
}

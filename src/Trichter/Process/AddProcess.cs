using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Process;

/// <summary>Adds a process from a template and publishes its first version. A key that is taken gets a number.</summary>
public sealed class AddProcess(Db db, Change change, TimelineWriter timeline)
{
    public async Task<SalesProcess> RunAsync(Template template, CancellationToken cancellation = default)
    {
        var taken = await db.Processes.Select(p => p.Key).ToListAsync(cancellation);
        var copies = taken.Count(key => key == template.Key || key.StartsWith(template.Key + "-", StringComparison.Ordinal));

        var process = new SalesProcess
        {
            Key = copies == 0 ? template.Key : $"{template.Key}-{copies + 1}",
            Name = copies == 0 ? template.Name : Numbered(template.Name, copies + 1),
            Description = template.Description,
            Position = taken.Count,
        };
        var version = new ProcessVersion { ProcessId = process.Id, Number = 1, State = VersionState.Published, PublishedAt = change.Now };
        foreach (var (stage, position) in template.Stages.Select((stage, index) => (stage, index + 1)))
            version.Add(stage.ToStage(position));

        process.CurrentVersionId = version.Id;
        db.AddRange(process, version);
        timeline.Record(new ProcessPublished(process.Id, process.Name, 1));
        await db.SaveChangesAsync(cancellation);
        return process;
    }

    private static Localized Numbered(Localized name, int number) =>
        new($"{name.En} ({number})", $"{name.De} ({number})", $"{name.Pl} ({number})");
}

public sealed record ProcessPublished(Guid ProcessId, Localized Name, int Number) : Happening(ProcessId)
{
    public override Told Told => new("published version {0} of {1}", Number, Name);

    public override string Icon => "send";
}

using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Chat;

/// <summary>Writes what a chat asks, and retires it: pages that showed it show none.</summary>
public sealed class SaveChat(Db db, Me me, Change change, TimelineWriter timeline)
{
    public async Task<(ChatScript? Saved, Fault? Fault)> RunAsync(Guid? id, string name, string language, Guid process, IReadOnlyList<ChatStep> steps, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (name.Trim().Length is 0 or > ChatScript.LongestName) return (null, new("Name", new Told("A name of at most {0} characters is needed.", ChatScript.LongestName)));
        if (!Languages.All.Contains(language)) return (null, new("Language", new Told("Choose one of the answers.")));
        if (!await db.Processes.AnyAsync(its => its.Id == process, cancellation)) return (null, new("ProcessId", new Told("Choose one of the answers.")));
        if (steps.Count is 0 or > ChatScript.MostSteps) return (null, new("Step-0", new Told("From 1 to {0} steps.", ChatScript.MostSteps)));
        foreach (var (step, index) in steps.Select((step, index) => (step, index)))
            if (step.FaultAt(steps.Count) is { } why) return (null, new($"Step-{index}", why));

        var script = id is null ? null : await db.Set<ChatScript>().SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (id is not null && script is null) return (null, Fault.NotThere);
        if (script is null) db.Add(script = new ChatScript { Name = "", Language = language, ProcessId = process });
        (script.Name, script.Language, script.ProcessId, script.Steps) = (name.Trim(), language, process, [.. steps]);
        timeline.Record(new ChatSaved(script.Id, script.Name));
        await db.SaveChangesAsync(cancellation);
        return (script, null);
    }

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Set<ChatScript>().SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } script) return false;
        script.Retire(change.Now);
        timeline.Record(new ChatRetired(id, script.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record ChatSaved(Guid ScriptId, string Name) : Happening(ScriptId)
{
    public override Told Told => new("wrote the chat {0}", Name);

    public override string Icon => "message";
}

public sealed record ChatRetired(Guid ScriptId, string Name) : Happening(ScriptId)
{
    public override Told Told => new("retired the chat {0}", Name);

    public override string Icon => "message";
}

using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Process.Edit;

/// <summary>Changes the stages of a draft.</summary>
public sealed class EditDraft(Db db, TimelineWriter timeline, DraftProcess drafts)
{
    /// <summary>Adds a stage at the end of the sales stages, or where there are none, at the end.</summary>
    /// <returns>The new stage; null when there is no draft or the name is empty.</returns>
    public async Task<Stage?> AddAsync(SalesProcess process, string name, CancellationToken cancellation = default)
    {
        if (await drafts.FindAsync(process, cancellation) is not { } draft || name.Trim().Length == 0) return null;

        var before = draft.Stages.LastOrDefault(stage => !stage.IsAfterSale) ?? (draft.Stages.Count > 0 ? draft.Stages[^1] : null);
        var stage = new Stage
        {
            Key = StageKey.For(name, draft.Stages.Select(its => its.Key)),
            Position = 0,
            Name = Localized.Same(name.Trim()),
            Phases = [before?.Phases[^1] ?? Phase.All[0].Id],
            Goal = Localized.Empty,
            ForNewCustomers = draft.Stages.Count == 0,
            ForExistingCustomers = draft.Stages.Count == 0,
        };
        var order = draft.Stages.ToList();
        order.Insert(before is null ? 0 : before.Position, stage);
        ProcessVersion.Arrange(order);
        draft.Add(stage);
        await SaveAsync(process, cancellation);
        return stage;
    }

    /// <returns>False when the stage is not there, or there is no place to move it to.</returns>
    public async Task<bool> MoveAsync(SalesProcess process, string key, int by, CancellationToken cancellation = default)
    {
        if (await FindAsync(process, key, cancellation) is not var (draft, stage)) return false;

        var order = draft.Stages.ToList();
        var to = order.IndexOf(stage) + by;
        if (to < 0 || to >= order.Count) return false;

        order.Remove(stage);
        order.Insert(to, stage);
        ProcessVersion.Arrange(order);
        await SaveAsync(process, cancellation);
        return true;
    }

    public async Task<bool> RemoveAsync(SalesProcess process, string key, CancellationToken cancellation = default)
    {
        if (await FindAsync(process, key, cancellation) is not var (draft, stage)) return false;

        draft.Remove(stage);
        db.Remove(stage);
        ProcessVersion.Arrange(draft.Stages);
        await SaveAsync(process, cancellation);
        return true;
    }

    /// <summary>Takes over what the form says, or says what is wrong with it, field by field; then nothing is changed.</summary>
    public async Task<StageSaved> SaveAsync(SalesProcess process, string key, StageForm form, CancellationToken cancellation = default)
    {
        if (await FindAsync(process, key, cancellation) is not var (_, stage)) return new StageSaved.NotFound();
        if (form.Seen != stage.Version) return new StageSaved.ChangedMeanwhile(stage.Version);

        var faults = form.Faults();
        if (faults.Count > 0) return new StageSaved.Faulty(faults);

        form.WriteTo(stage);
        await SaveAsync(process, cancellation);
        return new StageSaved.Saved(stage);
    }

    private async Task<(ProcessVersion Draft, Stage Stage)?> FindAsync(SalesProcess process, string key, CancellationToken cancellation) =>
        await drafts.FindAsync(process, cancellation) is { } draft && draft.StageWithKey(key) is { } stage ? (draft, stage) : null;

    private Task<int> SaveAsync(SalesProcess process, CancellationToken cancellation)
    {
        timeline.Record(new DraftChanged(process.Id, process.Name));
        return db.SaveChangesAsync(cancellation);
    }
}

public abstract record StageSaved
{
    public sealed record Saved(Stage Stage) : StageSaved;

    /// <summary>Field of the form → what is wrong with it.</summary>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : StageSaved;

    /// <summary>Somebody else saved the stage since the form was opened; <paramref name="Version"/> is the present one.</summary>
    public sealed record ChangedMeanwhile(int Version) : StageSaved;

    public sealed record NotFound : StageSaved;
}

public sealed record DraftChanged(Guid ProcessId, Localized Name) : Happening(ProcessId)
{
    public override Told Told => new("changed the draft of {0}", Name);

    public override string Icon => "pencil";
}

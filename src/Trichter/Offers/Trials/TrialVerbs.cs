using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Offers.Trials;

/// <summary>Agrees a trial with the customer.</summary>
public sealed class StartTrial(Db db, Change change, TimelineWriter timeline, FindDeal find)
{
    /// <returns>What is wrong, or null when it was agreed.</returns>
    public async Task<Told?> RunAsync(Guid dealId, TrialDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null) return new Told("Nothing is here");
        if (draft.Text.Trim() is not { Length: > 0 and <= Trial.Longest } text) return new Told("Say in up to {0} characters what is tried.", Trial.Longest);
        if (draft.Goal.Trim().Length > Trial.Longest) return new Told("At most {0} characters.", Trial.Longest);
        if (draft.StartsOn is not { } starts) return new Told("Say when the trial begins.");
        if (draft.Days is not (>= 1 and <= Trial.LongestDays and var days)) return new Told("A trial lasts from 1 to {0} days.", Trial.LongestDays);

        var trial = new Trial { DealId = dealId, Text = text, Goal = draft.Goal.Trim(), StartsOn = starts, NotedAt = change.Now };
        trial.Last(days);
        db.Trials.Add(trial);
        timeline.Record(new TrialAgreed(dealId, text, starts, trial.EndsOn));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

public sealed record TrialDraft(string Text, string Goal, DateOnly? StartsOn, int? Days);

/// <summary>Says how a trial ended, lets it last longer, or puts off asking how it goes.</summary>
public sealed class SettleTrial(Db db, Change change, TimelineWriter timeline, FindDeal find)
{
    /// <returns>What is wrong, or null when it was recorded.</returns>
    public async Task<Told?> EndAsync(Guid dealId, Guid trialId, TrialResult? result, string note, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, trialId, cancellation) is not { } trial) return new Told("Nothing is here");
        if (result is not { } how || !Enum.IsDefined(how)) return new Told("Say how the trial ended.");
        if (note.Trim().Length > Trial.Longest) return new Told("At most {0} characters.", Trial.Longest);

        trial.End(how, note.Trim(), change.Now);
        timeline.Record(new TrialEnded(dealId, trial.Text, how, trial.ResultNote));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <param name="days">From its first day on.</param>
    /// <returns>What is wrong, or null when it was changed.</returns>
    public async Task<Told?> LastAsync(Guid dealId, Guid trialId, int? days, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, trialId, cancellation) is not { } trial) return new Told("Nothing is here");
        if (days is not (>= 1 and <= Trial.LongestDays)) return new Told("A trial lasts from 1 to {0} days.", Trial.LongestDays);

        trial.Last(days.Value);
        timeline.Record(new TrialAgreed(dealId, trial.Text, trial.StartsOn, trial.EndsOn));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was put off.</returns>
    public async Task<Told?> PutOffAsync(Guid dealId, Guid trialId, DateOnly? to, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, trialId, cancellation) is not { } trial) return new Told("Nothing is here");
        if (to is not { } day || day <= (await find.NowAsync(cancellation)).Day) return new Told("Name a day that lies ahead.");

        trial.PutOff(day);
        timeline.Record(new TrialPutOff(dealId, trial.Text, day));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private async Task<Trial?> FindAsync(Guid dealId, Guid trialId, CancellationToken cancellation) =>
        await find.ForChangeAsync(dealId, cancellation) is null ? null
        : await db.Trials.SingleOrDefaultAsync(its => its.Id == trialId && its.DealId == dealId && its.EndedAt == null, cancellation);
}

public sealed record TrialAgreed(Guid DealId, string Text, DateOnly From, DateOnly Until) : Happening(DealId)
{
    public override Told Told => new("agreed a trial from {1} to {2}: {0}", Text, From, Until);

    public override string Icon => "hourglass-high";

    public override bool IsImportant => true;
}

public sealed record TrialEnded(Guid DealId, string Text, TrialResult Result, string Note) : Happening(DealId)
{
    public override Told Told => new("ended the trial of {0}: {1}", Text, Result);

    public override string Icon => Result == TrialResult.Reached ? "circle-check" : "hourglass-high";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}

public sealed record TrialPutOff(Guid DealId, string Text, DateOnly To) : Happening(DealId)
{
    public override Told Told => new("put off asking about the trial of {0} to {1}", Text, To);

    public override string Icon => "alarm";
}

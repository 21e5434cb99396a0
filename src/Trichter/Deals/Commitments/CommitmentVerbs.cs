using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals.Commitments;

/// <summary>Notes a promise that was asked for or given, by either side.</summary>
public sealed class NoteCommitment(Db db, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid dealId, CommitmentDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (draft.Text.Trim() is not { Length: > 0 and <= 500 } said) return new Told("Say in up to {0} characters what is promised.", 500);
        if (draft.Condition.Length > 500) return new Told("At most {0} characters.", 500);

        var commitment = new Commitment
        {
            DealId = dealId,
            Text = said,
            By = draft.By,
            State = draft.State,
            Verbal = draft.Verbal,
            Condition = draft.Condition.Trim(),
            Due = draft.Due,
            AskedAt = change.Now,
        };
        db.Commitments.Add(commitment);
        timeline.Record(new CommitmentNoted(dealId, said, draft.By, draft.State, commitment.Condition));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

public sealed record CommitmentDraft(string Text, CommitmentSide By, CommitmentState State, bool Verbal, string Condition, DateOnly? Due);

/// <summary>Says what became of a commitment: given, kept, broken; or that its condition has been met.</summary>
public sealed class SettleCommitment(Db db, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    public async Task<bool> RunAsync(Guid dealId, Guid commitmentId, CommitmentState state, bool conditionMet, CancellationToken cancellation = default)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        var commitment = await db.Commitments.SingleOrDefaultAsync(c => c.Id == commitmentId && c.DealId == dealId, cancellation);
        if (deal is null || commitment is null) return false;

        commitment.State = state;
        commitment.SettledAt = state is CommitmentState.Kept or CommitmentState.Broken ? change.Now : null;
        if (conditionMet && commitment.Condition.Length > 0)
        {
            timeline.Record(new CommitmentConditionMet(dealId, commitment.Text, commitment.By, commitment.Condition));
            commitment.Condition = "";
        }
        else timeline.Record(new CommitmentNoted(dealId, commitment.Text, commitment.By, state, commitment.Condition));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Proofs;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Objections;

/// <summary>Records what was said to an objection, with which proof, and how it ended.</summary>
public sealed class AnswerObjection(Db db, Me me, Change change, Texts texts, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was recorded.</returns>
    public async Task<Told?> RunAsync(Guid dealId, Guid objectionId, ReplyDraft draft, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, objectionId, cancellation) is not var (deal, objection)) return new Told("Nothing is here");
        if (!objection.IsOpen) return new Told("This objection has been settled already.");

        var kind = await db.ObjectionKinds.SingleAsync(its => its.Id == objection.KindId, cancellation);
        var answer = kind.AnswerWith(draft.AnswerKey);
        var own = draft.OwnWords.Trim();
        if (own.Length > ObjectionReply.Longest) return new Told("At most {0} characters.", ObjectionReply.Longest);
        if (answer is null && own.Length == 0) return new Told("Choose an answer, or write what you said.");

        var (proof, fault) = await ProofAsync(draft.ProofId, cancellation);
        if (fault is not null) return fault;

        var reply = new ObjectionReply
        {
            DealId = dealId,
            ObjectionId = objectionId,
            KindId = kind.Id,
            AnswerKey = answer?.Key ?? "",
            Tone = answer?.Tone ?? draft.Tone,
            Text = own.Length > 0 ? own : texts[answer!.Text],
            ProofId = proof?.Id,
            Result = draft.Result,
            RepliedBy = me.Id,
            RepliedAt = change.Now,
        };
        db.ObjectionReplies.Add(reply);
        objection.Answer(draft.Result, change.Now);
        timeline.Record(new ObjectionAnswered(dealId, kind.Name, draft.Result, reply.Text, proof?.Name ?? ""));
        await SaveAsync(deal, cancellation);
        return null;
    }

    /// <summary>It came up again.</summary>
    /// <returns>False when there is no such objection that was settled.</returns>
    public async Task<bool> ReopenAsync(Guid dealId, Guid objectionId, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, objectionId, cancellation) is not var (deal, objection) || objection.IsOpen) return false;

        objection.Reopen();
        timeline.Record(new ObjectionCameAgain(dealId, objection.Words));
        await SaveAsync(deal, cancellation);
        return true;
    }

    private async Task<(ProofPoint? Proof, Told? Fault)> ProofAsync(Guid? id, CancellationToken cancellation)
    {
        if (id is null) return (null, null);
        if (await db.ProofPoints.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } proof) return (null, new Told("Choose a proof from the list."));
        return proof.WhyNot((await find.NowAsync(cancellation)).Day) is { } why ? (null, new Told("{0}: {1}", proof.Name, texts[why])) : (proof, null);
    }

    private async Task<(Deal, Objection)?> FindAsync(Guid dealId, Guid objectionId, CancellationToken cancellation)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        var objection = await db.Objections.SingleOrDefaultAsync(its => its.Id == objectionId && its.DealId == dealId, cancellation);
        return deal is null || objection is null ? null : (deal, objection);
    }

    private async Task SaveAsync(Deal deal, CancellationToken cancellation)
    {
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

/// <param name="AnswerKey">Of the answer in the catalogue; empty for own words.</param>
/// <param name="Tone">Of own words; an answer of the catalogue has its own.</param>
public sealed record ReplyDraft(string AnswerKey, AnswerTone Tone, string OwnWords, Guid? ProofId, ObjectionState Result);

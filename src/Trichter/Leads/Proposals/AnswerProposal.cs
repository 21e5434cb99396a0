using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.Proposals;

/// <summary>Sales accepts a lead, or rejects it with a reason. Who accepts one that belongs to nobody who sells takes it over.</summary>
public sealed class AnswerProposal(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    public async Task<ProposalResult> AcceptAsync(Guid dealId, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, cancellation) is not var (deal, proposal)) return new ProposalResult.NotFound();
        if (proposal is null) return new ProposalResult.NothingWaits();

        proposal.Accept(me.Id, change.Now);
        if (!await HasSellerAsync(deal, cancellation)) deal.OwnerId = me.Id;
        timeline.Record(new LeadAccepted(deal.Id, proposal.WaitingHours(change.Now)));
        await SaveAsync(deal, cancellation);
        return new ProposalResult.Answered(deal, proposal);
    }

    public async Task<ProposalResult> RejectAsync(Guid dealId, RejectReason? reason, string answer, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, cancellation) is not var (deal, proposal)) return new ProposalResult.NotFound();
        if (proposal is null) return new ProposalResult.NothingWaits();
        if (reason is not { } why || !Enum.IsDefined(why)) return new ProposalResult.Faulty(new Told("Choose a reason."));
        if (why == RejectReason.Other && answer.Trim().Length == 0) return new ProposalResult.Faulty(new Told("Say why it is rejected."));
        if (answer.Length > LeadProposal.Longest) return new ProposalResult.Faulty(new Told("At most {0} characters.", LeadProposal.Longest));

        proposal.Reject(me.Id, change.Now, why, answer.Trim());
        timeline.Record(new LeadRejected(deal.Id, why, proposal.Answer, proposal.WaitingHours(change.Now)));
        await SaveAsync(deal, cancellation);
        return new ProposalResult.Answered(deal, proposal);
    }

    private async Task<(Deal, LeadProposal?)?> FindAsync(Guid dealId, CancellationToken cancellation)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return null;
        return (deal, await db.LeadProposals.OrderByDescending(its => its.Id).FirstOrDefaultAsync(its => its.DealId == dealId && its.State == ProposalState.Waiting, cancellation));
    }

    private async Task<bool> HasSellerAsync(Deal deal, CancellationToken cancellation) =>
        deal.OwnerId is { } owner && await db.Users.SingleOrDefaultAsync(user => user.Id == owner, cancellation) is { DisabledAt: null } user && user.May(Right.ChangeDeals);

    private async Task SaveAsync(Deal deal, CancellationToken cancellation)
    {
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

public abstract record ProposalResult
{
    public sealed record Answered(Deal Deal, LeadProposal Proposal) : ProposalResult;

    public sealed record Faulty(Told Why) : ProposalResult;

    /// <summary>Somebody else has answered meanwhile, or it was taken back.</summary>
    public sealed record NothingWaits : ProposalResult;

    public sealed record NotFound : ProposalResult;
}

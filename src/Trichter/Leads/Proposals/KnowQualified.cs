using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Fairs;

namespace Trichter.Leads.Proposals;

/// <summary>Deals that sales has accepted (SQL).</summary>
internal sealed class KnowQualified(Db db) : IKnowQualified
{
    public async Task<IReadOnlySet<Guid>> QualifiedAsync(IReadOnlyCollection<Guid> deals, CancellationToken cancellation) =>
        (await db.LeadProposals.Where(its => deals.Contains(its.DealId) && its.State == ProposalState.Accepted).Select(its => its.DealId).ToListAsync(cancellation)).ToHashSet();
}

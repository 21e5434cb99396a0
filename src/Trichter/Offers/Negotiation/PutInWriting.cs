using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Timeline;

namespace Trichter.Offers.Negotiation;

/// <summary>Notes that what was said is in writing now.</summary>
public sealed class PutInWriting(Db db, TimelineWriter timeline, FindDeal find)
{
    /// <returns>False when there is nothing of the kind.</returns>
    public async Task<bool> RunAsync(Guid dealId, Guid commitmentId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null) return false;
        if (await db.Commitments.SingleOrDefaultAsync(its => its.Id == commitmentId && its.DealId == dealId && its.Verbal, cancellation) is not { } commitment) return false;

        commitment.Verbal = false;
        timeline.Record(new CommitmentPutInWriting(dealId, commitment.Text));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

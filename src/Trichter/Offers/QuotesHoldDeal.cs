using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Merge;
using Trichter.Platform.Language;

namespace Trichter.Offers;

/// <summary>Quotes that were sent and contracts: the customer knows them under this deal.</summary>
internal sealed class QuotesHoldDeal(Db db) : IHoldDeal
{
    public async Task<Told?> WhyAsync(Guid dealId, CancellationToken cancellation)
    {
        if (await db.QuoteVersions.AnyAsync(version => version.DealId == dealId && version.SentAt != null, cancellation)) return new Told("It has a quote that was sent: let this one stay.");
        return await db.Contracts.AnyAsync(contract => contract.DealId == dealId, cancellation) ? new Told("It has a contract: let this one stay.") : null;
    }
}

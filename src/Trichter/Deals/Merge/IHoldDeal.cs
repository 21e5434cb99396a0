using Trichter.Platform.Language;

namespace Trichter.Deals.Merge;

/// <summary>What keeps a deal from going into another: documents that the customer or the books know under it.</summary>
public interface IHoldDeal
{
    /// <returns>Why it has to stay; null where nothing holds it.</returns>
    Task<Told?> WhyAsync(Guid dealId, CancellationToken cancellation);
}

/// <summary>Of these a deal has one at most; when deals are merged, the one of the deal that stays holds.</summary>
public interface IOncePerDeal;

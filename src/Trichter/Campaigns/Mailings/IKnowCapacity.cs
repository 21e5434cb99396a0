namespace Trichter.Campaigns.Mailings;

/// <summary>What sales can take: leads that nobody calls in time are lost leads, so that a mailing may wait until they can be called.</summary>
public interface IKnowCapacity
{
    /// <summary>How many more leads could be called within their time if they came now; 0 outside working hours.</summary>
    Task<int> FreeCallsAsync(CancellationToken cancellation);
}

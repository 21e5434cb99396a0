using Trichter.Platform.Language;

namespace Trichter.Orders.Incoming;

/// <summary>Something that keeps orders of a customer from being taken without a person: later modules add theirs.</summary>
public interface IOrderBlock
{
    Task<IReadOnlyList<Told>> OfAsync(Guid companyId, CancellationToken cancellation);
}

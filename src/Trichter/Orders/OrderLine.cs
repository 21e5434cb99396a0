using Trichter.Offers.Documents;
using Trichter.Platform.Storage;

namespace Trichter.Orders;

/// <summary>One line of an order; it keeps the key of the quote's line.</summary>
public sealed class OrderLine : DocumentLine, IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid OrderId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>Of the quantity, what will not be delivered any more.</summary>
    public decimal Cancelled { get; set; }

    public Guid PartOf => DealId;
}

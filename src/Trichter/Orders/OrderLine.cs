using Trichter.Offers.Documents;
using Trichter.Platform.Storage;

namespace Trichter.Orders;

/// <summary>One line of an order; it keeps the key of the quote's line.</summary>
public sealed class OrderLine : DocumentLine, IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid OrderId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>The price that a list named when the line was ordered, of as many units as <see cref="DocumentLine.Basis"/>; null where none did.</summary>
    public decimal? ListPrice { get; set; }

    /// <summary>Of the quantity, what will not be delivered any more.</summary>
    public decimal Cancelled { get; set; }

    /// <summary>What it adds to the value of the contract, in minor units: <see cref="ContractTotals.SharesOf"/>.</summary>
    public long NetMinor { get; set; }

    public Guid PartOf => DealId;
}

using Trichter.Platform.Storage;

namespace Trichter.Activities.Booking;

/// <summary>A time that a stranger took. The link by which they move or cancel it is not kept, only its hash.</summary>
public sealed class Booking : IRecorded, IRetirable, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid PageId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>The meeting; it is gone when it was cancelled or dropped.</summary>
    public required Guid ActivityId { get; init; }

    public required string Name { get; init; }
    public required string Email { get; init; }

    /// <summary>SHA-256 of the secret, as hexadecimal digits.</summary>
    [Secret] public required string Hash { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Final, and therefore kept out of the ledger.</summary>
    [NotRecorded] public DateTime? CancelledAt { get; private set; }

    public Guid PartOf => DealId;

    public void Retire(DateTime at) => CancelledAt ??= at;
}

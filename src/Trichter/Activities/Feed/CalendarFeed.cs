using Trichter.Platform.Storage;

namespace Trichter.Activities.Feed;

/// <summary>A secret address at which another calendar reads that of one user, until it is renewed or revoked. The secret itself is not kept.</summary>
public sealed class CalendarFeed : IRecorded, IRetirable
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }

    /// <summary>SHA-256 of the secret, as hexadecimal digits.</summary>
    [Secret] public required string Hash { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Final, and therefore kept out of the ledger: no undo brings a revoked address back.</summary>
    [NotRecorded] public DateTime? RevokedAt { get; private set; }

    public void Retire(DateTime at) => RevokedAt ??= at;
}

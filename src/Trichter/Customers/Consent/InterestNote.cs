using Trichter.Customers.Consent.Check;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

/// <summary>Why we may expect that somebody at a business welcomes a call about one offer: what they said or did, where and when (R31).</summary>
public sealed class InterestNote : IRecorded, IPartOf, IRetirable
{
    public const int Longest = 500;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid PersonId { get; init; }
    public required string Reason { get; init; }
    public required string Fact { get; init; }
    public required string Source { get; init; }
    public required DateOnly NotedOn { get; init; }
    public required string Product { get; init; }
    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }

    public Guid PartOf => PersonId;

    public PresumedInterest ForCheck() => new(Reason, Fact, Source, NotedOn, Product);

    public void Retire(DateTime at) => RetiredAt ??= at;
}

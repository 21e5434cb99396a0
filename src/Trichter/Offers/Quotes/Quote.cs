using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes;

/// <summary>What we offer for a deal under one number, in one or more versions.</summary>
public sealed class Quote : IRecorded, IVersioned, IPartOf, IRetirable
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required string Number { get; init; }
    public required DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }

    /// <summary>The highest version there is.</summary>
    public int Latest { get; set; } = 1;

    /// <summary>Taken back as a whole; its number stays given.</summary>
    public DateTime? RetiredAt { get; private set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;

    public void Retire(DateTime at) => RetiredAt = at;
}

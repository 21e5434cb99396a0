using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Segments;

/// <summary>A set of people: whoever fits the conditions at any time, or those who fitted on one day.</summary>
public sealed class Segment : IRecorded, IVersioned, IRetirable
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public SegmentKind Kind { get; set; }

    /// <summary>The conditions, as the list of people writes them into its address.</summary>
    public required string Query { get; set; }

    /// <summary>Whose eyes it is seen with: nobody gets into it whom they may not see.</summary>
    public required Guid OwnerId { get; init; }

    [NotRecorded] public int Members { get; set; }

    /// <summary>The conditions changed: everybody has to be looked at once more.</summary>
    [NotRecorded] public bool IsStale { get; set; } = true;

    /// <summary>The seal of the ledger up to which changes have been followed.</summary>
    [NotRecorded] public long Seal { get; set; }

    /// <summary>People who were looked at in the last round: the work does not grow with the segment.</summary>
    [NotRecorded] public int RowsRead { get; set; }

    [NotRecorded] public DateTime? FollowedAt { get; set; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public void Retire(DateTime at) => RetiredAt ??= at;
}

public enum SegmentKind
{
    [Says("Always up to date")] Dynamic,
    [Says("As it was on the day it was made")] Fixed,
}

public sealed class SegmentMember
{
    public required Guid SegmentId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateTime Since { get; init; }
}

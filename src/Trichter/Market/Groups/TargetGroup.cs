using Trichter.Platform.Storage;

namespace Trichter.Market.Groups;

/// <summary>A part of the universe that is worth being spoken to about something: the same conditions give the same companies to everybody.</summary>
public sealed class TargetGroup : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 120;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }

    /// <summary>What we would sell them; empty for anything.</summary>
    public string Product { get; set; } = "";

    /// <summary>The process whose business it is for; null for all.</summary>
    public Guid? ProcessId { get; set; }

    /// <summary>Conditions as <see cref="Universe.SuspectFilter"/> writes them.</summary>
    public required string Query { get; set; }

    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public void Retire(DateTime at) => RetiredAt ??= at;
}

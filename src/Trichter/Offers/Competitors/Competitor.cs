using Trichter.Platform.Storage;

namespace Trichter.Offers.Competitors;

/// <summary>Who else the customers ask: what they do well, what they do not, and how we answer.</summary>
public sealed class Competitor : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 200;
    public const int Longest = 4000;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public string Strengths { get; set; } = "";
    public string Weaknesses { get; set; } = "";

    /// <summary>What we say when they come up.</summary>
    public string Reply { get; set; } = "";

    public DateTime? RetiredAt { get; set; }
    public int Version { get; private set; }

    public void Retire(DateTime at) => RetiredAt = at;
}

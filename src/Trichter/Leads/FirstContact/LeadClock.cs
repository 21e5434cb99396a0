using Trichter.Deals.Merge;
using Trichter.Platform.Storage;

namespace Trichter.Leads.FirstContact;

/// <summary>How long a new lead has waited for the first attempt of a person to reach it. It runs in working hours (metrics 8.7).</summary>
public sealed class LeadClock : IRecorded, IVersioned, IPartOf, IOncePerDeal
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required DateTime ArrivedAt { get; init; }

    /// <summary>Until when somebody should have tried, UTC; null where the company never works.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>The first call or meeting, also one that reached nobody; null while it is awaited.</summary>
    public DateTime? ContactedAt { get; set; }

    /// <summary>When the time first ran out; stays, also when it is handed on and contacted later.</summary>
    public DateTime? MissedAt { get; set; }

    /// <summary>When the deal went on to a later phase or was closed without an attempt being noted: nobody waits any more.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>How often it was handed to somebody else because the time ran out.</summary>
    public int Rerouted { get; set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;
}

/// <summary>How quickly new leads are to be contacted, and what happens when they are not. There is one row, or none.</summary>
public sealed class FirstContactRule : IRecorded, IVersioned
{
    public const int Shortest = 5;
    public const int Longest = 7 * 24 * 60;
    public const int MostReroutes = 5;
    public const int MostCalls = 100;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Working minutes until the first attempt.</summary>
    public int Minutes { get; set; } = 60;

    /// <summary>How often a lead goes to the next seller when the time runs out; 0 for never: then only the managers are told.</summary>
    public int Reroutes { get; set; } = 1;

    /// <summary>How many new leads one seller can call within the time; what mailings that wait for sales go by.</summary>
    public int CallsPerSeller { get; set; } = 6;

    public int Version { get; private set; }
}

using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Fairs;

/// <summary>A trade fair at which sellers enter whom they meet.</summary>
public sealed class Fair : IRecorded, IVersioned, IRetirable
{
    public const int LongestText = 120;
    public const int MostInterests = 20;
    public const int LongestInterest = 60;

    /// <summary>So long after its last day it is still offered, for what was written on paper.</summary>
    public const int DaysAfter = 30;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public string Place { get; set; } = "";
    public required DateOnly FromDay { get; set; }

    /// <summary>The last day, included.</summary>
    public required DateOnly ToDay { get; set; }

    /// <summary>Source of the leads; costs are entered by it, too.</summary>
    public required string Source { get; set; }

    /// <summary>The campaign it belongs to (utm_campaign); empty for none.</summary>
    public string Campaign { get; set; } = "";

    /// <summary>The process whose first stage the leads enter.</summary>
    public required Guid ProcessId { get; set; }

    /// <summary>The text that is shown to people who may be written to; null asks for no consent.</summary>
    public Guid? WordingId { get; set; }

    /// <summary>What somebody may be interested in; those chosen become tags of the deal.</summary>
    public List<string> Interests { get; set; } = [];

    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public string Title => Place.Length > 0 ? $"{Name}, {Place}" : Name;

    public void Retire(DateTime at) => RetiredAt ??= at;
}

/// <summary>Somebody was met at a fair. Its id was given by the phone, so that what is sent twice arrives once.</summary>
public sealed class FairEntry : ITrace, IPartOf
{
    public required Guid Id { get; init; }
    public required Guid FairId { get; init; }
    public Guid? PersonId { get; set; }
    public Guid? DealId { get; init; }

    /// <summary>Whether its deal was made by it.</summary>
    public bool IsNew { get; init; }

    public required FairHeat Heat { get; init; }
    public List<string> Interests { get; init; } = [];

    /// <summary>Whether the mail that asks to confirm the address was sent.</summary>
    public bool Asked { get; init; }

    public required Guid EnteredBy { get; init; }

    /// <summary>As the clock of the phone said, never later than it arrived.</summary>
    public required DateTime EnteredAt { get; init; }

    public required DateTime ArrivedAt { get; init; }

    public Guid PartOf => PersonId ?? DealId ?? Id;
}

/// <summary>How soon somebody met at a fair will buy, as the seller felt it.</summary>
public enum FairHeat
{
    [Says("hot")] Hot,
    [Says("warm")] Warm,
    [Says("cold")] Cold,
}

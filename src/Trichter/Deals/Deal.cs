using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Search;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Deals;

/// <summary>
/// The record that moves through a process, from lead to order. <see cref="StageId"/> says where it is claimed to be,
/// <see cref="Outcome"/> how it ended; the stage that the evidence supports is <see cref="EvidencedPosition"/>.
/// </summary>
public sealed class Deal : IVersioned, IDeletable, IOwned, ISearchable, IHasCustomFields
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public Guid? CompanyId { get; set; }
    public Guid? ContactId { get; set; }

    /// <summary>The company's name again, so that boards, lists and search need no join.</summary>
    [NotRecorded] public string CompanyName { get; set; } = "";

    public required Guid ProcessId { get; init; }
    public required Guid VersionId { get; set; }
    public Guid StageId { get; set; }
    public int Position { get; set; }
    public DateTime StageEnteredAt { get; set; }
    public Outcome Outcome { get; set; }
    public DateTime? OutcomeAt { get; set; }
    public Guid? CloseReasonId { get; set; }
    public string CloseNote { get; set; } = "";
    public DateOnly? ParkedUntil { get; set; }

    /// <summary>Expected value in minor units of <see cref="Currency"/>.</summary>
    public long ValueMinor { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    public DateOnly? ExpectedClose { get; set; }
    public Guid? OwnerId { get; set; }
    public string Source { get; set; } = "";

    /// <summary>The source as it was when the deal was entered; reports by source use it, so that later edits move nothing.</summary>
    public string EntrySource { get; set; } = "";

    public string Product { get; set; } = "";
    public List<string> Tags { get; set; } = [];

    /// <summary>True when the customer had bought before this deal began.</summary>
    public bool ExistingCustomer { get; set; }

    /// <summary>Marketing keeps in touch: nobody is waited for to call, until it is proposed to sales.</summary>
    public bool IsNurtured { get; set; }

    /// <summary>The deal of another process that this one goes on from; its history stays there.</summary>
    public Guid? TransferredFromId { get; init; }

    public string ExternalId { get; set; } = "";
    public Dictionary<string, string> Custom { get; set; } = [];
    public DateTime CreatedAt { get; init; }
    public DateTime? DeletedAt { get; set; }
    public int Version { get; private set; }

    /// <summary>The highest position whose way there is proven; null where the process has no criteria.</summary>
    [NotRecorded] public int? EvidencedPosition { get; set; }

    [NotRecorded] public int OpenObstacles { get; set; }
    [NotRecorded] public int OpenCritical { get; set; }
    [NotRecorded] public DateTime? NextStepAt { get; set; }
    [NotRecorded] public string NextStep { get; set; } = "";
    [NotRecorded] public string NextStepKind { get; set; } = "";
    [NotRecorded] public DateTime LastActivityAt { get; set; }

    public Money Value => new(ValueMinor, Currency);
    public bool IsOpen => Outcome is Outcome.Open or Outcome.Parked;
    public (FieldKind Kind, string Value)? ValueOf(string key) => DealFields.All.FirstOrDefault(field => field.Key == key) is { } field ? (field.Kind, field.Read(this)) : null;

    public IReadOnlyCollection<string> FoundBy => [nameof(Name), nameof(CompanyName), nameof(OwnerId), nameof(ExternalId)];

    public SearchEntry ForSearch() => SearchEntry.Of(Id, nameof(Deal), Name, CompanyName, OwnerId, ExternalId);

    /// <summary>Rotting: too long in the stage, nothing done since, and nothing planned.</summary>
    public bool IsRotting(int? rottingDays, DateTime now) =>
        rottingDays is { } days && Outcome == Outcome.Open && !(NextStepAt >= now)
        && (now - (LastActivityAt > StageEnteredAt ? LastActivityAt : StageEnteredAt)).TotalDays > days;

    public NextStepState StateOfNextStep(DateOnly today, TimeZoneInfo zone) =>
        NextStepAt is not { } at ? NextStepState.None
        : DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, zone)).CompareTo(today) switch
        {
            < 0 => NextStepState.Overdue,
            0 => NextStepState.Today,
            _ => NextStepState.Planned,
        };
}

/// <summary>An amount in the smallest unit of its currency, so that both databases sum and sort it exactly.</summary>
public sealed record Money(long Minor, string Currency);

public enum Outcome
{
    [Says("Open")] Open,
    [Says("Won")] Won,
    [Says("Lost")] Lost,

    /// <summary>Counts as lost, class "never fitted".</summary>
    [Says("Disqualified")] Disqualified,

    /// <summary>Asleep until a day; counts as open.</summary>
    [Says("Parked")] Parked,

    /// <summary>Left for another process before it was won here; counts as lost (decision 0013).</summary>
    [Says("Transferred")] Transferred,
}

public enum NextStepState
{
    [Says("No next step")] None,
    [Says("Overdue")] Overdue,
    [Says("Today")] Today,
    [Says("Planned")] Planned,
}

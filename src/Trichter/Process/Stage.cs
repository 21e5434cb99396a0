using System.Text.Json.Serialization;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Process;

/// <summary>A step of one version of a process. Only those of a draft are ever changed.</summary>
public sealed class Stage : IRecorded, IPartOf, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public Guid VersionId { get; private init; }

    /// <summary>Stays the same from version to version, so that histories can be compared.</summary>
    public required string Key { get; init; }

    public required int Position { get; set; }
    public required Localized Name { get; set; }

    /// <summary>The name of a part of the process that spans several stages; empty when the stage stands alone.</summary>
    public Localized Section { get; set; } = Localized.Empty;

    /// <summary>Canonical phases in their order. The deal is counted in the first; a stage may cover more.</summary>
    public required List<string> Phases { get; set; }

    public required Localized Goal { get; set; }

    /// <summary>How to go about it: what to ask, to say, to bring along. Shown to the seller; empty where nothing is laid down.</summary>
    public Localized Playbook { get; set; } = Localized.Empty;

    public int? TargetDays { get; set; }

    /// <summary>Days in the stage without activity after which a deal rots.</summary>
    public int? RottingDays { get; set; }

    /// <summary>Prior probability of winning from here, in percent.</summary>
    public int? Probability { get; set; }

    public bool Optional { get; set; }
    public bool ForNewCustomers { get; set; } = true;
    public bool ForExistingCustomers { get; set; } = true;
    public List<Criterion> Criteria { get; set; } = [];
    public List<PrescribedActivity> Activities { get; set; } = [];

    /// <summary>What to say and to ask in a call, in this order.</summary>
    public List<TalkPoint> TalkTrack { get; set; } = [];

    /// <summary>To whom the work goes when a deal leaves the stage forwards, or is won from it; null where it stays in the same hands.</summary>
    public HandOverPoint? HandOver { get; set; }

    public int Version { get; private set; }

    public Guid PartOf => VersionId;
    public Phase Phase => Phase.With(Phases[0]);
    public bool IsAfterSale => Phase.IsAfterSale;
    public IEnumerable<Criterion> ExitCriteria => Criteria.Where(criterion => criterion.At == CriterionSide.Exit);
    public IEnumerable<Criterion> EntryCriteria => Criteria.Where(criterion => criterion.At == CriterionSide.Entry);
}

/// <summary>What should be true of a deal before it leaves, or enters, a stage.</summary>
/// <param name="Key">Unique in its stage.</param>
/// <param name="Kind">Which check it is; modules add kinds, see CriterionKinds.</param>
/// <param name="Parameters">What the kind needs to know: "field", "operator", "value", "type", "withinDays", "by", "questionnaire", "share", "points", "evidence": the kinds of which any one stands in for somebody's word.</param>
public sealed record Criterion(
    string Key, CriterionSide At, string Kind, Severity Severity, Localized Label, Dictionary<string, string> Parameters)
{
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    /// <summary>Kinds of evidence of which any one meets the criterion without somebody's word.</summary>
    [JsonIgnore]
    public string[] Evidence => Parameters.TryGetValue("evidence", out var kinds) ? kinds.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
}

public enum CriterionSide
{
    [Says("Exit")] Exit,
    [Says("Entry")] Entry,
}

public enum Severity
{
    /// <summary>A reason lets the deal pass; the reason is kept.</summary>
    [Says("warns")] Warn,

    /// <summary>The deal stays until it is met.</summary>
    [Says("blocks")] Block,
}

/// <summary>What a seller is expected to do in a stage.</summary>
/// <param name="WithinDays">Counted from entering the stage.</param>
public sealed record PrescribedActivity(string Key, string Type, int? WithinDays, Localized Name);

using Trichter.Process;

namespace Trichter.Deals.Evidence;

/// <summary>All that is known of one deal when its criteria are judged. Later modules add their own facts by type.</summary>
public sealed class DealEvidence(Deal deal, ProcessVersion version, DateTime now)
{
    private readonly Dictionary<Type, object> facts = [];

    public Deal Deal => deal;
    public ProcessVersion Version => version;
    public DateTime Now => now;
    public IReadOnlyList<Confirmation> Confirmations { get; set; } = [];
    public IReadOnlyList<Obstacle> Obstacles { get; set; } = [];
    public IReadOnlyList<Commitment> Commitments { get; set; } = [];

    public void Add<T>(T fact) where T : class => facts[typeof(T)] = fact;

    public T? Find<T>() where T : class => facts.GetValueOrDefault(typeof(T)) as T;

    /// <summary>True when some criterion of the process is of this kind. Facts that nothing asks for need not be fetched.</summary>
    public bool AsksFor(string kind) => version.Stages.Any(stage => stage.Criteria.Any(criterion => criterion.Kind == kind || criterion.Evidence.Contains(kind)));

    public bool IsConfirmed(Stage stage, Criterion criterion) =>
        Confirmations.Any(c => c.StageKey == stage.Key && c.CriterionKey == criterion.Key);
}

/// <summary>A kind of criterion. Modules register theirs; a criterion names it by <see cref="Key"/>.</summary>
public interface ICriterionKind
{
    string Key { get; }

    bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence);
}

/// <summary>Brings a module's facts for many deals at once, in a fixed number of queries.</summary>
public interface IEvidenceSource
{
    Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation);
}

/// <summary>One criterion, judged.</summary>
/// <param name="ShownBy">The kind of evidence that met it in place of somebody's word; null where none did.</param>
public sealed record Judged(Stage Stage, Criterion Criterion, bool IsMet, string? ShownBy = null)
{
    /// <summary>Somebody's word is asked for, or was given.</summary>
    public bool IsConfirmation => Criterion.Kind == CriterionKinds.Confirmation && ShownBy is null;
}

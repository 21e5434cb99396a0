using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Deals.Bulk;

/// <summary>One change of many deals: what was asked for, how far it is, how it ended.</summary>
public sealed class BulkRun
{
    /// <summary>Up to so many are changed at once; more wait for the job, which shows its progress.</summary>
    public const int AtOnce = 200;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid ProcessId { get; init; }
    public required BulkKind What { get; init; }

    /// <summary>The new value in its canonical form; the key of the stage, the id of the owner.</summary>
    public required string Value { get; init; }

    /// <summary>Why deals may go on without what their stage asks for; empty when they may not.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The address of the list whose deals are meant, without the page.</summary>
    public required string Query { get; init; }

    /// <summary>These deals alone; empty for all that the list finds.</summary>
    public List<Guid> Chosen { get; init; } = [];

    public BulkState State { get; set; }

    /// <summary>The number under which everything is written; undoing it undoes all.</summary>
    public Guid ChangeId { get; init; } = Ids.New();

    public required Guid RequestedBy { get; init; }
    public required DateTime RequestedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Set while a node works on it; an old one means that the node died and another may go on.</summary>
    public DateTime? HeartbeatAt { get; set; }

    /// <summary>All deals up to this one have been looked at.</summary>
    public Guid LastId { get; set; }

    public int Total { get; set; }
    public int Done { get; set; }
    public int Changed { get; set; }
    public int Refused { get; set; }
}

public enum BulkKind
{
    [Says("Owner")] Owner,
    [Says("Source")] Source,
    [Says("Product")] Product,
    [Says("Expected close")] ExpectedClose,
    [Says("Add a tag")] AddTag,
    [Says("Take a tag off")] RemoveTag,
    [Says("Move to a stage")] Stage,
    [Says("Delete")] Delete,
}

public enum BulkState
{
    [Says("Waiting")] Waiting,
    [Says("Running")] Running,
    [Says("Finished")] Finished,
    [Says("Failed")] Failed,
}

/// <summary>A deal that was not changed, and why.</summary>
public sealed class BulkRefusal
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid RunId { get; init; }
    public required Guid DealId { get; init; }
    public required string Name { get; init; }

    /// <summary>English sentence.</summary>
    public required string Why { get; init; }

    public required List<string> Data { get; init; }
}

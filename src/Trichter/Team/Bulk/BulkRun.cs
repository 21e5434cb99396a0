using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Team.Bulk;

/// <summary>One change of many records: what was asked for, how far it is, how it ended.</summary>
public sealed class BulkRun
{
    /// <summary>Up to so many are changed at once; more wait for the job, which shows its progress.</summary>
    public const int AtOnce = 200;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>The kind of record, by its name in the ledger.</summary>
    public required string Record { get; init; }

    /// <summary>The part of such records that the list shows: the key of the process of deals; empty where there are no parts.</summary>
    public string Within { get; init; } = "";

    public required BulkKind What { get; init; }

    /// <summary>The key of the field that is changed; empty for what is no field.</summary>
    public string Field { get; init; } = "";

    /// <summary>The new value in its canonical form; the key of the stage, the id of the owner.</summary>
    public required string Value { get; init; }

    /// <summary>Why deals may go on without what their stage asks for; empty when they may not.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The address of the list whose records are meant, without the page.</summary>
    public required string Query { get; init; }

    /// <summary>These records alone; empty for all that the list finds.</summary>
    public List<Guid> Chosen { get; init; } = [];

    public BulkState State { get; set; }

    /// <summary>The number under which everything is written; undoing it undoes all.</summary>
    public Guid ChangeId { get; init; } = Ids.New();

    public required Guid RequestedBy { get; init; }
    public required DateTime RequestedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary>Set while a node works on it; an old one means that the node died and another may go on.</summary>
    public DateTime? HeartbeatAt { get; set; }

    /// <summary>All records up to this one have been looked at.</summary>
    public Guid LastId { get; set; }

    public int Total { get; set; }
    public int Done { get; set; }
    public int Changed { get; set; }
    public int Refused { get; set; }
}

public enum BulkKind
{
    [Says("Owner")] Owner,
    [Says("Add a tag")] AddTag,
    [Says("Take a tag off")] RemoveTag,
    [Says("Move to a stage")] Stage,

    /// <summary>One of the fields, which <see cref="BulkRun.Field"/> names.</summary>
    [Says("A field")] Field,

    [Says("Delete")] Delete,
}

public enum BulkState
{
    [Says("Waiting")] Waiting,
    [Says("Running")] Running,
    [Says("Finished")] Finished,
    [Says("Failed")] Failed,
}

/// <summary>A record that was not changed, and why.</summary>
public sealed class BulkRefusal
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid RunId { get; init; }
    public required Guid RecordId { get; init; }
    public required string Name { get; init; }

    /// <summary>English sentence.</summary>
    public required string Why { get; init; }

    public required List<string> Data { get; init; }
}

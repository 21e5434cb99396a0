using System.Text.Json;
using Trichter.Ledger.Sealing;
using Trichter.Platform.Storage;

namespace Trichter.Ledger;

/// <summary>One change: everything saved together, by one person, in one go.</summary>
public sealed class ChangeRecord
{
    public required Guid Id { get; init; }
    public required DateTime At { get; init; }
    public Guid? By { get; init; }
    public ChangeSource Via { get; init; }
    public Guid? Undoes { get; init; }
    public Guid? UndoneBy { get; set; }
}

/// <summary>What one change did to one record: its fields, each from what to what.</summary>
public sealed class LedgerEntry
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ChangeId { get; init; }
    public required DateTime At { get; init; }
    public Guid? By { get; init; }

    /// <summary>Kind of record, as the thing's class is called: "Deal".</summary>
    public required string Record { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>The record in whose history this is shown: the deal, for an obstacle of the deal.</summary>
    public required Guid SubjectId { get; init; }

    public required LedgerAction Action { get; init; }

    /// <summary>Field → [before, after], as JSON. A created record has only afters, a removed one only befores.</summary>
    public required string Fields { get; set; }

    /// <summary>With which the chain covers the values; empty once some were erased, and in entries from before salts were kept.</summary>
    [Secret] public string Salt { get; private set; } = LedgerDigest.NewSalt();

    /// <summary>What stands in for values that were erased, as JSON; empty while all are there.</summary>
    [Secret] public string Erased { get; private set; } = "";

    /// <summary>Number of the seal that covers it; null until the next sealing.</summary>
    public long? Seal { get; init; }

    public bool IsErased => Erased.Length > 0;

    internal bool IsSalted => Salt.Length > 0 || IsErased;

    /// <summary>The fields whose values were erased.</summary>
    public IReadOnlyCollection<string> ErasedFields => IsErased ? AsJson.Read<ErasedFields>(Erased).Gone.Keys : [];

    /// <summary>Takes the values of some fields out for good.</summary>
    internal void Erase(IReadOnlySet<string> gone)
    {
        if (!IsSalted) Salt = LedgerDigest.NewSalt();
        var (fields, erased) = LedgerDigest.Without(this, gone);
        (Fields, Erased, Salt) = (fields, AsJson.Write(erased), "");
    }

    public Dictionary<string, JsonElement[]> Read() => AsJson.Read<Dictionary<string, JsonElement[]>>(Fields);
}

public enum LedgerAction
{
    [Platform.Language.Says("created")] Created,
    [Platform.Language.Says("changed")] Changed,
    [Platform.Language.Says("removed")] Removed,
}

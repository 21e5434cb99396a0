using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Deals.Needs;

/// <summary>
/// Something the customer needs, said by them or seen by us. They confirm it in these words; when the words change, the confirmation is gone.
/// </summary>
public sealed class Need : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required string Text { get; set; }
    public NeedKind Kind { get; set; }
    public NeedImportance Importance { get; set; }

    /// <summary>What of our offer meets it; empty while nothing does.</summary>
    public string MetBy { get; set; } = "";

    public DateTime NotedAt { get; init; }

    /// <summary>Who of the customer confirmed it; empty while nobody has.</summary>
    public string ConfirmedBy { get; private set; } = "";

    public ConfirmedHow? ConfirmedHow { get; private set; }
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>The colleague who wrote the confirmation down.</summary>
    public Guid? RecordedBy { get; private set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsConfirmed => ConfirmedAt is not null;

    public void Confirm(string by, ConfirmedHow how, DateTime at, Guid? recordedBy) =>
        (ConfirmedBy, ConfirmedHow, ConfirmedAt, RecordedBy) = (by, how, at, recordedBy);

    public void Withdraw() => (ConfirmedBy, ConfirmedHow, ConfirmedAt, RecordedBy) = ("", null, null, null);

    /// <returns>True when that ended a confirmation, since the customer had confirmed other words.</returns>
    public bool Reword(string text)
    {
        if (text == Text) return false;
        var ended = IsConfirmed;
        Text = text;
        Withdraw();
        return ended;
    }
}

public enum NeedKind
{
    [Says("stated")] Stated,
    [Says("unstated")] Unstated,
}

public enum NeedImportance
{
    [Says("low importance")] Low,
    [Says("medium importance")] Medium,
    [Says("high importance")] High,
}

/// <summary>How the customer's confirmation came.</summary>
public enum ConfirmedHow
{
    [Says("in a meeting")] Meeting,
    [Says("on the phone")] Call,
    [Says("in writing")] Writing,
    [Says("in a signed document")] Document,
}

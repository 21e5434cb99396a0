using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

/// <summary>
/// An address, number or person that must not be used, by HMAC alone: it survives erasure, merging and import, and ends only by a new act of the
/// person (R23, R35).
/// </summary>
public sealed class Suppression
{
    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Of the normalised contact point, or of the person for an objection to everything.</summary>
    public required string Key { get; init; }

    /// <summary>Null for every channel.</summary>
    public ContactChannel? Channel { get; init; }

    /// <summary>Null for all advertising.</summary>
    public Purpose? Purpose { get; init; }

    public required SuppressionReason Reason { get; init; }
    public required DateTime Since { get; init; }

    /// <summary>When the person confirmed anew; null while it holds.</summary>
    public DateTime? EndedAt { get; private set; }

    public bool Covers(Purpose purpose, ContactChannel channel) =>
        EndedAt is null && (Channel ?? channel) == channel && (Purpose is null ? purpose.IsAdvertising() : Purpose == purpose);

    /// <summary>Covers it, and the person has not confirmed anew since (R35).</summary>
    /// <param name="events">Of the contact point.</param>
    public bool Stops(Purpose purpose, ContactChannel channel, IEnumerable<ConsentEvent> events) =>
        Covers(purpose, channel)
        && !events.Any(its => its.Action == ConsentAction.Confirmed && its.Purpose == purpose && its.Channel == channel && its.At > Since && its.Proof.Proves(channel));

    public void End(DateTime at) => EndedAt ??= at;
}

public enum SuppressionReason
{
    [Says("Unsubscribed")] Unsubscribed,
    [Says("Objected")] Objected,
    [Says("Complained to the mail provider")] Complaint,
    [Says("Asked us to stop")] StopWord,
    [Says("Erased")] Erased,
}

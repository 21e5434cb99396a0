using Trichter.Platform.Language;

namespace Trichter.Campaigns.Returns;

/// <summary>What came back to us, read.</summary>
/// <param name="Bounces">Recipients that were not reached; empty for everything else.</param>
/// <param name="Complaints">Who called our mail unwanted (RFC 5965) or unsubscribed by mail, in lower case.</param>
/// <param name="OriginalId">Message-ID of our mail, without brackets; empty where the report does not give it back.</param>
public sealed record ReturnedMail(ReturnKind Kind, IReadOnlyList<Bounce> Bounces, IReadOnlyList<string> Complaints, string OriginalId)
{
    public static ReturnedMail Other { get; } = new(ReturnKind.Other, [], [], "");

    public string Subject { get; init; } = "";
}

public enum ReturnKind
{
    /// <summary>An ordinary mail, or something nobody can tell: never read as a bounce.</summary>
    [Says("Other mail")] Other,
    [Says("Not delivered")] Bounce,
    [Says("Complaint")] Complaint,

    /// <summary>They, or their mail program for them, wrote "unsubscribe".</summary>
    [Says("Unsubscribed by mail")] Unsubscribe,

    /// <summary>A machine answered for them, "away until May 5": the mail arrived.</summary>
    [Says("Automatic answer")] AutoReply,

    /// <summary>Delayed, delivered or relayed: nothing to do.</summary>
    [Says("Notice")] Notice,

    /// <summary>Somebody answered an invitation to a meeting.</summary>
    [Says("Answer to an invitation")] Answer,

    /// <summary>An answer from which nothing follows; the note says why.</summary>
    [Says("Answer without effect")] LostAnswer,

    /// <summary>Somebody wrote to the address for leads.</summary>
    [Says("Mail that became a lead")] Lead,

    /// <summary>A mail to that address from which no lead was made; the note says why.</summary>
    [Says("Mail to the address for leads, no lead")] NoLead,
}

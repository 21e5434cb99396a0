using Trichter.Platform.Language;

namespace Trichter.Customers.Consent;

/// <summary>What the events of one contact point, purpose and channel add up to.</summary>
public enum ConsentState
{
    [Says("none")] None,
    [Says("claimed by others")] Claimed,
    [Says("requested")] Requested,
    [Says("confirmed")] Confirmed,
    [Says("expired")] Expired,
    [Says("withdrawn")] Withdrawn,
    [Says("objected")] Objected,
}

public static class ConsentStates
{
    /// <summary>Unused for so long, consent has to be renewed (R7).</summary>
    public const int UnusedMonths = 24;

    /// <summary>The latest event decides; of several at the same instant the withdrawal or objection (R2).</summary>
    /// <param name="events">Of one point, purpose and channel, in any order.</param>
    /// <param name="lastUsed">When a message last rested on it; null for never.</param>
    public static ConsentState Of(IEnumerable<ConsentEvent> events, DateTime now, DateTime? lastUsed = null)
    {
        var known = events.Where(its => its.At <= now).ToList();
        var latest = known.Where(its => its.Action is not (ConsentAction.Used or ConsentAction.Noticed))
            .OrderBy(its => its.At).ThenBy(its => its.Action is ConsentAction.Withdrawn or ConsentAction.Objected).ThenBy(its => its.Sequence).LastOrDefault();

        return latest?.Action switch
        {
            null => ConsentState.None,
            ConsentAction.Claimed => ConsentState.Claimed,
            ConsentAction.Requested or ConsentAction.Given => ConsentState.Requested,
            ConsentAction.Expired => ConsentState.Expired,
            ConsentAction.Withdrawn => ConsentState.Withdrawn,
            ConsentAction.Objected => ConsentState.Objected,
            _ when latest.WordingId is null || latest.Proof == ConsentProof.None => ConsentState.Claimed,
            _ => LastUse(known, lastUsed) < now.AddMonths(-UnusedMonths) ? ConsentState.Expired : ConsentState.Confirmed,
        };
    }

    /// <summary>Confirmed so long ago that only what rested on it since keeps it (R7).</summary>
    /// <param name="events">Of one point, for all purposes and channels.</param>
    internal static bool IsAged(IEnumerable<ConsentEvent> events, DateTime now) => events.Any(its => its.Action == ConsentAction.Confirmed && its.At < now.AddMonths(-UnusedMonths));

    /// <summary>A call needs proof of the number itself: a mailbox says nothing about it (R5).</summary>
    public static bool Proves(this ConsentProof proof, ContactChannel channel) => channel switch
    {
        ContactChannel.Phone or ContactChannel.AutomaticCall or ContactChannel.Fax => proof is ConsentProof.PhoneCode or ConsentProof.Paper or ConsentProof.InboundTalk,
        ContactChannel.Email => proof is ConsentProof.MailLink or ConsentProof.Paper,
        _ => proof is not (ConsentProof.None or ConsentProof.Import),
    };

    private static DateTime LastUse(List<ConsentEvent> events, DateTime? sent) =>
        events.Where(its => its.Action is ConsentAction.Confirmed or ConsentAction.Used).Select(its => its.At).Append(sent ?? DateTime.MinValue).Max();
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

/// <summary>
/// Something that happened to the consent of one contact point for one purpose on one channel. Events are only ever added; the state is read from
/// them (R1, R2), and each carries the digest of the one before it (R74).
/// </summary>
public sealed class ConsentEvent
{
    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Whom we thought the contact point to belong to; it stays with the point when people are merged (R6).</summary>
    public Guid? PersonId { get; init; }

    /// <summary>HMAC of the normalised address or number under the key of the workspace.</summary>
    public required string PointKey { get; init; }

    /// <summary>The address again, encrypted, kept for the proof alone.</summary>
    [Secret] public required string Point { get; init; }

    public required Purpose Purpose { get; init; }
    public required ContactChannel Channel { get; init; }
    public required ConsentAction Action { get; init; }
    public required ConsentProof Proof { get; init; }

    /// <summary>The wording that was shown or read out; null where there was none.</summary>
    public Guid? WordingId { get; init; }

    /// <summary>What proves it, in words and figures: page, IP and user agent, place and scan, what was answered.</summary>
    public string Evidence { get; init; } = "";

    public Guid? ActorId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>1, 2, 3 … for each contact point.</summary>
    public required int Sequence { get; init; }

    public string PreviousDigest { get; init; } = "";
    public string Digest { get; private set; } = "";

    public void Seal() => Digest = DigestOf();

    /// <summary>Whether nothing of it was changed since it was written.</summary>
    public bool IsWhole => Digest == DigestOf();

    private string DigestOf() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        PreviousDigest, Id, PointKey, Purpose, Channel, Action, Proof, WordingId, Evidence, ActorId, Sequence, At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture)))));
}

public enum ConsentAction
{
    /// <summary>Asked for by somebody who typed the address; not proven yet.</summary>
    [Says("requested")] Requested,

    [Says("given, to be confirmed")] Given,
    [Says("confirmed")] Confirmed,
    [Says("withdrawn")] Withdrawn,
    [Says("objected")] Objected,
    [Says("expired")] Expired,

    /// <summary>Somebody else says so, such as an imported "opt-in = yes": it allows nothing (R3).</summary>
    [Says("claimed by others")] Claimed,

    /// <summary>The notice of §7(3) No. 4 UWG was given when the address was collected with a sale (R30).</summary>
    [Says("told at the sale that they may object")] Noticed,

    /// <summary>It was used; consent that nobody uses grows old (R7).</summary>
    [Says("used")] Used,
}

/// <summary>How an event is proven. What proves an e-mail address does not prove a call (R5).</summary>
public enum ConsentProof
{
    [Says("Nothing")] None,
    [Says("Link in a mail to that address")] MailLink,
    [Says("Web form")] WebForm,
    [Says("Code to that number")] PhoneCode,
    [Says("Signed paper, scanned")] Paper,
    [Says("They called us, noted")] InboundTalk,
    [Says("Program of a partner")] Api,
    [Says("Import")] Import,
    [Says("One-click unsubscribe")] OneClick,
    [Says("Said or written to us")] Told,
}

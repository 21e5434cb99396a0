using Trichter.Customers.Consent;
using Trichter.Platform.Language;

namespace Trichter.Campaigns.Returns;

/// <summary>One recipient that a mail did not reach, as the mail system that gave up tells it.</summary>
/// <param name="Address">In lower case; empty where the report names nobody.</param>
/// <param name="Status">Enhanced status of RFC 3463. Where the report has none, the one that <see cref="BounceCauses.StatusOf"/> gives its cause.</param>
/// <param name="Reply">Three digits of the other server's answer, "550"; empty where it gave none.</param>
/// <param name="Text">Its own words, at most 300 characters.</param>
public sealed record Bounce(string Address, string Status, string Reply, BounceCause Cause, string Text)
{
    /// <summary>False for a report of delay: the other system goes on trying.</summary>
    public bool IsGivenUp { get; init; } = true;

    /// <summary>What it says of the mailbox (R34).</summary>
    public BounceKind Kind => BounceCauses.KindOf(Cause);
}

/// <summary>Why a mail came back.</summary>
public enum BounceCause
{
    [Says("Not said")] Unknown,
    [Says("No such mailbox")] NoSuchUser,
    [Says("No such domain")] NoSuchHost,
    [Says("Moved away")] Moved,
    [Says("Takes no mail at all")] TakesNoMail,
    [Says("Filtered by the recipient")] Filtered,
    [Says("Mailbox suspended")] Suspended,
    [Says("Mailbox full")] MailboxFull,
    [Says("Given up after many tries")] Expired,
    [Says("Our server is blocked")] Blocked,
    [Says("Taken for spam")] Spam,
    [Says("SPF, DKIM or DMARC failed")] NotAuthentic,
    [Says("Against their policy")] Policy,
    [Says("Our server has no reverse name")] NoReverseName,
    [Says("Bad reputation")] BadReputation,
    [Says("Not relayed")] NoRelaying,
    [Says("Sender refused")] SenderRefused,
    [Says("Too fast")] TooFast,
    [Says("Too many connections")] TooManyConnections,
    [Says("Mail breaks a rule")] NotCompliant,
    [Says("Content refused")] Content,
    [Says("Virus found")] Virus,
    [Says("Too large")] TooLarge,
    [Says("Limit of the mailbox exceeded")] OverLimit,
    [Says("Fault of their system")] SystemFault,
    [Says("Fault of their mail program")] ProgramFault,
    [Says("Network fault")] Network,
    [Says("Secure line failed")] Security,
    [Says("Command not understood")] Syntax,
    [Says("Held back")] OnHold,
}

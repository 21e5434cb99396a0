using Trichter.Customers.Consent;

namespace Trichter.Campaigns.Returns;

/// <summary>Finds the cause in a status of RFC 3463 and in the words of mail systems.</summary>
public static class BounceCauses
{
    /// <summary>
    /// The status for a report that has none: class 4 or 5, subject 0 (undefined), and a detail per cause from the range that RFC 3463 leaves free.
    /// The numbers are those that the bounce readers of other programs use, so that lists can be compared.
    /// </summary>
    public static string StatusOf(BounceCause cause, bool isTemporary) => $"{(isTemporary ? 4 : 5)}.0.{cause switch
    {
        BounceCause.NoSuchUser => 911,
        BounceCause.NoSuchHost => 912,
        BounceCause.Moved => 916,
        BounceCause.TakesNoMail => 932,
        BounceCause.Filtered => 910,
        BounceCause.Suspended => 921,
        BounceCause.MailboxFull => 922,
        BounceCause.OverLimit => 923,
        BounceCause.TooLarge => 934,
        BounceCause.ProgramFault => 939,
        BounceCause.Network => 944,
        BounceCause.Expired => 947,
        BounceCause.SenderRefused => 918,
        BounceCause.Content => 960,
        BounceCause.Security => 970,
        BounceCause.Blocked => 971,
        BounceCause.Policy => 972,
        BounceCause.NoReverseName => 973,
        BounceCause.Virus => 971,
        BounceCause.NoRelaying => 909,
        BounceCause.Spam => 980,
        _ => 901,
    }}";

    /// <summary>Whether the mailbox is gone, something passes, or our own sending is at fault (R34).</summary>
    public static BounceKind KindOf(BounceCause cause) => cause switch
    {
        BounceCause.NoSuchUser or BounceCause.NoSuchHost or BounceCause.Moved or BounceCause.TakesNoMail => BounceKind.Permanent,
        BounceCause.Blocked or BounceCause.Spam or BounceCause.NotAuthentic or BounceCause.Policy or BounceCause.NoReverseName or BounceCause.BadReputation or BounceCause.NoRelaying or BounceCause.SenderRefused
            or BounceCause.TooFast or BounceCause.TooManyConnections or BounceCause.NotCompliant => BounceKind.Policy,
        _ => BounceKind.Temporary,
    };

    /// <param name="text">What was said, in lower case and with single spaces.</param>
    public static BounceCause Of(string status, string reply, string text)
    {
        var said = BouncePhrases.CauseIn(text);
        if (said != BounceCause.Unknown) return said;

        return status switch
        {
            "5.1.1" or "5.1.0" or "5.1.3" or "5.1.4" or "5.1.10" => BounceCause.NoSuchUser,
            "5.1.2" or "5.4.4" => BounceCause.NoSuchHost,
            "5.1.6" => BounceCause.Moved,
            "5.1.7" or "5.1.8" or "5.1.9" => BounceCause.SenderRefused,
            "5.2.0" => BounceCause.Filtered,
            "5.2.1" or "5.7.13" => BounceCause.Suspended,
            "5.2.2" or "4.2.2" => BounceCause.MailboxFull,
            "5.2.3" => BounceCause.OverLimit,
            "5.3.4" => BounceCause.TooLarge,
            "5.4.1" or "5.4.2" or "5.4.3" or "5.4.6" or "4.4.2" or "4.4.3" => BounceCause.Network,
            "5.4.7" or "4.4.7" or "4.4.1" or "4.4.0" or "5.4.14" => BounceCause.Expired,
            "5.5.1" or "5.5.2" or "5.5.4" => BounceCause.Syntax,
            "5.7.0" or "5.7.1" => BounceCause.Blocked,
            "5.7.25" => BounceCause.NoReverseName,
            ['5', '.', '7', '.', '2', ..] => BounceCause.NotAuthentic,
            ['5', '.', '7', '.', ..] => BounceCause.Policy,
            ['5', '.', '6', '.', ..] => BounceCause.Content,
            ['5', '.', '3', '.', ..] or ['4', '.', '3', '.', ..] => BounceCause.SystemFault,
            ['4', ..] => BounceCause.Expired,
            _ => reply switch
            {
                "552" or "452" => BounceCause.MailboxFull,
                "551" => BounceCause.Moved,
                "521" or "556" => BounceCause.TakesNoMail,
                "500" or "501" or "502" or "503" or "504" => BounceCause.Syntax,
                ['4', ..] => BounceCause.Expired,
                _ => BounceCause.Unknown,
            },
        };
    }
}

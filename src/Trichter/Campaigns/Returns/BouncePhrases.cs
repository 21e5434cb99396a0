using System.Text.RegularExpressions;

namespace Trichter.Campaigns.Returns;

/// <summary>The words by which mail systems tell why. The first line that fits decides, so what is particular stands before what is general.</summary>
internal static partial class BouncePhrases
{
    private static readonly (BounceCause Cause, Regex Words)[] Table =
    [
        (BounceCause.NotAuthentic, NotAuthentic()),
        (BounceCause.NoReverseName, NoReverseName()),
        (BounceCause.NotCompliant, NotCompliant()),
        (BounceCause.TooFast, TooFast()),
        (BounceCause.TooManyConnections, TooMany()),
        (BounceCause.BadReputation, BadReputation()),
        (BounceCause.Virus, Virus()),
        (BounceCause.Suspended, Suspended()),
        (BounceCause.MailboxFull, Full()),
        (BounceCause.OverLimit, OverLimit()),
        (BounceCause.TooLarge, TooLarge()),
        (BounceCause.Spam, Spam()),
        (BounceCause.SenderRefused, SenderRefused()),
        (BounceCause.TakesNoMail, TakesNoMail()),
        (BounceCause.Moved, Moved()),
        (BounceCause.Blocked, Blocked()),
        (BounceCause.NoRelaying, NoRelaying()),
        (BounceCause.Policy, Policy()),
        (BounceCause.Security, Security()),
        (BounceCause.NoSuchHost, NoSuchHost()),
        (BounceCause.Filtered, Filtered()),
        (BounceCause.NoSuchUser, NoSuchUser()),
        (BounceCause.Network, Network()),
        (BounceCause.ProgramFault, ProgramFault()),
        (BounceCause.Expired, Expired()),
        (BounceCause.OnHold, OnHold()),
        (BounceCause.Syntax, Syntax()),
        (BounceCause.Content, Content()),
        (BounceCause.SystemFault, SystemFault()),
        (BounceCause.NoSuchUser, Refused()),
    ];

    /// <param name="text">In lower case. "Recipient address rejected" alone tells nothing of the address; what follows it does.</param>
    public static BounceCause CauseIn(string text)
    {
        text = Links().Replace(text, " ");
        return Table.FirstOrDefault(line => line.Words.IsMatch(text)).Cause;
    }

    [GeneratedRegex(@"#\S+$|(?<=https?://\S+)#\S+")]
    private static partial Regex Links();

    [GeneratedRegex(@"dmarc|\bspf\b|dkim|authentication checks? fail|unauthenticated email")]
    private static partial Regex NotAuthentic();

    [GeneratedRegex(@"reverse dns|\bptr\b|no reverse|unverifyable sending ip|mismatches client ip|reverse (?:hostname|lookup|mapping)|valid sender domain")]
    private static partial Regex NoReverseName();

    [GeneratedRegex(@"multiple addresses in from|not rfc ?\d+ compliant|duplicate header")]
    private static partial Regex NotCompliant();

    [GeneratedRegex(@"receiving mail at a rate|too (?:fast|quickly)|rate limit")]
    private static partial Regex TooFast();

    [GeneratedRegex(@"too many (?:recipients|connections|concurrent|sessions)|frequency limited|connection (?:rate|limit)")]
    private static partial Regex TooMany();

    [GeneratedRegex(@"unexpected volume|user complaints|low reputation|poor reputation|reputation")]
    private static partial Regex BadReputation();

    [GeneratedRegex(@"virus|malware|infected")]
    private static partial Regex Virus();

    [GeneratedRegex(@"\b5\.7\.13\b|suspended (?:user|account|mailbox)|temporary locked|account (?:is|has been) (?:suspended|disabled|locked|temporarily)|mailbox (?:is )?(?:currently )?(?:disabled|suspended|inactive|unavailable or access denied)|inactive (?:user|account|mailbox)|recipient suspend|account is disabled|user (?:is )?(?:disabled|suspended)|email account .{0,40}(?:disabled|inactive|suspend)|recipient is over|rejected: suspend|invalid/inactive user|is inactive|#suspend")]
    private static partial Regex Suspended();

    [GeneratedRegex(@"(?:mail)?(?:box|folder) (?:is |for user is )?(?:full|over ?quota|size limit)|over ?quota|quota (?:exceeded|violation|would be exceeded)|exceed(?:s|ed|ing)? (?:(?:the|its|his|their|your|user|storage|disk|mail|mailbox|allowed|maximum) )*quota|disk quota|out of (?:storage|disk) space|insufficient (?:disk|system|storage)|(?:not|no) enough (?:space|storage)|too much mail|storage (?:space|allocation)|account is full|mailbox exceeds|user has too many messages|ist voll|pełna")]
    private static partial Regex Full();

    [GeneratedRegex(@"size exceeds fixed maximum|exceeds fixed maximum")]
    private static partial Regex OverLimit();

    [GeneratedRegex(@"message (?:is )?(?:too (?:big|large)|size exceeds)|too large for|mail too large|recipsizelimit|message length exceeds|exceeds (?:the )?(?:maximum|size)")]
    private static partial Regex TooLarge();

    [GeneratedRegex(@"\bspam\b|scored as spam|\bube\b|message content rejected|blacklisted url|ofr_506|junk|unsolicited|bulk e?mail|rejected as spam|uribl")]
    private static partial Regex Spam();

    [GeneratedRegex(@"sender (?:address )?rejected|domain of sender|sender (?:was |is )?(?:not exist|unknown|invalid|denied)|from: domain is invalid|purported responsible|permission to (?:post|send)|address that has been blacklisted|posting to the group|not (?:a )?member|unroutable sender|mail from .{0,60} rejected|sender verify failed|only members|e2110|not allowed to post|denied.{0,20}sender|does not like (?:your address|sender)|verify failed")]
    private static partial Regex SenderRefused();

    [GeneratedRegex(@"does not accept (?:mail|email)|null mx|not accept any mail|\bno mail (?:is )?accepted|nullmx|sender's mail is not accepted")]
    private static partial Regex TakesNoMail();

    [GeneratedRegex(@"not our user|has moved|user moved|address has changed|no longer (?:on server|with)|new address")]
    private static partial Regex Moved();

    [GeneratedRegex(@"blacklist|blocklist|\brbl\b|dnsbl|spamhaus|blocked using|blocked (?:by|for)|banned sending ip|client host (?:\[?[^ ]+\]? )?(?:blocked|rejected)|access denied\.{3}|use the smtp server of your isp|not accepting connections|refused to talk|service not available, closing|invalid ip for sending|open relay|cannot send e-mail to yourself|abuseat|cdrbl|service refuse|server refused|connection (?:refused|dropped)|connections? not accepted|no access from mail server|error - blocked|access denied, banned|greylist|your (?:ip|host|network|server|access)")]
    private static partial Regex Blocked();

    [GeneratedRegex(@"relay(?:ing)? (?:access )?(?:denied|not permitted|prohibited)|not relay|unable to relay|relaying|relay not|we do not relay|insecure mail relay")]
    private static partial Regex NoRelaying();

    [GeneratedRegex(@"policy|header error|protocol violation|lpn000_630|host network not allowed|potential(?:ly)? (?:security|dangerous)|presents a potential|prohibited|not allowed here")]
    private static partial Regex Policy();

    [GeneratedRegex(@"delivery not authorized|unauthenticated senders|authentication required|failed to delivery|not authorized|starttls|must issue|tls (?:is )?required|authentication (?:failure|failed)")]
    private static partial Regex Security();

    [GeneratedRegex(@"host(?: or domain name)? (?:unknown|not found)|unknown host|no such (?:domain|host)|domain (?:name )?(?:does not exist|not found|is not (?:valid|found)|doesn't exist)|unrouteable (?:mail )?domain|unrouteable address|name or service not known|couldn'?t find any host|unable to find host|bad destination (?:system|host)|nxdomain|invalid domain|dns (?:error|domain .{0,60}does not exist)|illegal host/domain|no mx|cannot find (?:your|mail) (?:domain|exchanger)|recipient (?:domain|'s domain)|name service error .{0,80}host not found|^553 [^ ]+ does not exist|: 553 [a-z0-9.-]+ does not exist|unable to (?:look up|resolve) the domain|couldn't find a mail exchanger")]
    private static partial Regex NoSuchHost();

    [GeneratedRegex(@"message filtered|is not a registered gateway|filter(?:ed)? (?:by|out)|user refuses|recipient rejects|does not (?:want|wish)|due to extended inactivity|rejected by (?:the )?(?:recipient|user)|refused by recipient")]
    private static partial Regex Filtered();

    [GeneratedRegex(@"user (?:is )?(?:unknown|not (?:exist|found|known|listed)|doesn'?t (?:exist|have)|does not exist)|unknown (?:user|recipient|local[- ]part|or illegal|address|mailbox)|no (?:such|mailbox|account|user)[ ,]?(?:user|here|mailbox|recipient|person|account|address|by)|recipnotfound|recipientnotfound|recipient (?:name is not recognized|not found|unknown|does not exist|no longer|address unknown|is not)|invalid (?:recipient|mailbox|address|user)|mailbox (?:unavailable|not found|does(?: not|n'?t) exist|unknown)|address (?:not found|unknown|does not exist|couldn'?t be found|wasn[^ ]?t found|no longer)|(?:email )?account .{0,40}does not exist|destinataire .{0,20}invalide|inactive email address|not (?:a )?(?:valid|known) (?:user|mailbox|recipient|address)|does not exist|doesn'?t exist|not listed in|no longer (?:valid|available|exists)|unrecognized|wasn'?t found|invalid final delivery userid|could not be found|cannot be found|nicht gefunden|unbekannt|existiert nicht|nie istnieje|nieznany")]
    private static partial Regex NoSuchUser();

    [GeneratedRegex(@"hop count|routing loop|too many hops|mail (?:loop|forwarding loop)|name server reply|loop(?:s)? (?:back|detected)|dns (?:lookup|server) (?:fail|return)|network (?:error|is unreachable|unreachable)|no route to host|host is unreachable|temporary(?:ily)? (?:unable|lookup|dns)|lookup fail|message looping|name service error")]
    private static partial Regex Network();

    [GeneratedRegex(@"mailer error|x-unix|procmail|pipe to|command (?:failed|died)|local delivery failed|exit(?:ed)? (?:status|with)|returned (?:exit|non-zero)|\|ifs=")]
    private static partial Regex ProgramFault();

    [GeneratedRegex(@"expired|socket error|not reachable|did not accept our requests|timed? ?out|time limit|retry (?:time|timeout)|could not be delivered for|not (?:been )?(?:delivered|able to .{0,40}) (?:for|in|within|after)|undeliverable (?:for|after)|too long|deferred|delayed|delivery attempts|not been able to|queue (?:time|too long)|connection (?:reset|lost|closed|timed)|delivery temporarily suspended|within \d+|still .{0,20}(?:trying|undelivered)|gave up|giving up")]
    private static partial Regex Expired();

    [GeneratedRegex(@"on hold|temporary failure|held")]
    private static partial Regex OnHold();

    [GeneratedRegex(@"command (?:parameter )?not implemented|improper (?:sequence|use)|syntax error|bad sequence|unrecognized command")]
    private static partial Regex Syntax();

    [GeneratedRegex(@"media error|headers? too large|content (?:error|rejected)|bad content|mime (?:error|type)|conversion|malformed")]
    private static partial Regex Content();

    [GeneratedRegex(@"address rejected")]
    private static partial Regex Refused();

    [GeneratedRegex(@"system (?:error|problem|fault|failure|full|resources)|local error|internal (?:error|server)|service unavailable|configuration (?:error|problem)|i/o error|can'?t (?:create|open|write)|cannot (?:create|open|append)|disk (?:full|error)|out of memory|server error")]
    private static partial Regex SystemFault();
}

using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Returns;

/// <summary>The mailbox to which mails of mailings come back. There is one row, or none: then reports go to the sender's own mailbox and nobody reads them here.</summary>
public sealed class ReturnBox : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Host { get; set; }
    public required int Port { get; set; }
    public MailSecurity Security { get; set; }
    public required string UserName { get; set; }

    /// <summary>Encrypted by the keys of the workspace.</summary>
    [Secret] public string Password { get; set; } = "";

    /// <summary>Sender of the envelope and address of mails that say "unsubscribe".</summary>
    public required string Address { get; set; }

    /// <summary>Numbers of mails hold as long as this of the mailbox stays the same (RFC 3501).</summary>
    [NotRecorded] public long Validity { get; set; }

    /// <summary>The mail with the highest number that was read.</summary>
    [NotRecorded] public long LastUid { get; set; }

    [NotRecorded] public DateTime? ReadAt { get; set; }
    [NotRecorded] public string LastError { get; set; } = "";
    public int Version { get; private set; }
}

/// <summary>The settings of the mailbox as the form carries them.</summary>
public sealed record ReturnBoxDraft(string Host, int Port, MailSecurity Security, string UserName, string Address)
{
    public Dictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown) faults["Host"] = new Told("This is not the name of a machine.");
        if (Port is < 1 or > 65535) faults["Port"] = new Told("A port is a number from 1 to 65535.");
        if (UserName.Length == 0) faults["UserName"] = new Told("A mailbox asks for a name.");
        if (!MailAddresses.IsOne(Address) || !Address.All(char.IsAscii)) faults["Address"] = new Told("This is not an e-mail address.");
        return faults;
    }
}

using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Mail;

/// <summary>The relay that takes our mail, and who it says the mail is from. A workspace without one keeps its mails in the outbox.</summary>
public sealed class MailServer : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Host { get; set; }
    public required int Port { get; set; }
    public MailSecurity Security { get; set; }

    /// <summary>Empty for a relay that asks for no name and password.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Encrypted by the keys of the workspace.</summary>
    [Secret] public string Password { get; set; } = "";

    public required string FromName { get; set; }
    public required string FromAddress { get; set; }

    /// <summary>Where this workspace is reached from outside, for links in mails: "https://crm.nordwerk.example".</summary>
    public required string Address { get; set; }

    /// <summary>Under which name the key stands in the domain that the relay signs with (DKIM); empty for not known.</summary>
    public string DkimSelector { get; set; } = "";

    /// <summary>What the domain of the sender's address said about mails in its name when it was last asked.</summary>
    [NotRecorded] public List<DomainFinding> DomainFindings { get; private set; } = [];

    /// <summary>Domain and selector that were asked about; findings for others say nothing.</summary>
    [NotRecorded] public string DomainCheckedFor { get; private set; } = "";

    /// <summary>Null for never.</summary>
    [NotRecorded] public DateTime? DomainCheckedAt { get; private set; }

    /// <summary>What the relay answered last when it took no mail; empty after it took one.</summary>
    [NotRecorded] public string LastError { get; set; } = "";

    public int Version { get; private set; }

    public string Domain => FromAddress.Split('@')[^1].ToLowerInvariant();

    /// <summary>Whether the findings are about the domain and selector as they are now.</summary>
    public bool IsDomainChecked => DomainCheckedAt is not null && DomainCheckedFor == Asked;

    public void Found(IEnumerable<DomainFinding> findings, DateTime at) => (DomainFindings, DomainCheckedFor, DomainCheckedAt) = ([.. findings], Asked, at);

    private string Asked => $"{DkimSelector}._domainkey.{Domain}";
}

public enum MailSecurity
{
    [Says("STARTTLS")] StartTls,
    [Says("TLS from the first byte")] Tls,
    [Says("None (only for a relay on this machine)")] None,
}

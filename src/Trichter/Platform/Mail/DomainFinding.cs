using Trichter.Platform.Language;

namespace Trichter.Platform.Mail;

/// <summary>What a domain says about mails in its name.</summary>
/// <param name="Found">The record as it stands there; empty for none.</param>
public sealed record DomainFinding(DomainRecord Record, FindingState State, string Found);

public enum DomainRecord
{
    [Says("SPF: who may send")] Spf,
    [Says("DKIM: the key we sign with")] Dkim,
    [Says("DMARC: what becomes of the others")] Dmarc,
}

public enum FindingState
{
    [Says("Good")] Good,
    [Says("Weak")] Weak,
    [Says("Missing")] Missing,
    [Says("Wrong")] Wrong,
    [Says("Several")] Several,
    [Says("Too many lookups")] TooLong,
    [Says("Leads nowhere")] Broken,
    [Says("Not known")] Unknown,
}

using Trichter.Platform.Language;
using Trichter.Platform.Mail;

namespace Trichter.Team.Mail.SenderDomain;

/// <summary>A finding in words, and what to do about it.</summary>
internal static class FindingWords
{
    public static Told Advice(this DomainFinding finding, string domain, string selector) => (finding.Record, finding.State) switch
    {
        (_, FindingState.Unknown) when finding.Record == DomainRecord.Dkim && selector.Length == 0 => new("Say above by which selector your relay signs; its makers name it."),
        (_, FindingState.Unknown) => new("No name server answered. Look again later."),
        (_, FindingState.Several) => new("There is more than one such record; then none of them counts. Keep one."),
        (DomainRecord.Spf, FindingState.Missing) => new("Add a text record to {0}: \"v=spf1 include:… -all\". The makers of your relay say what to include.", domain),
        (DomainRecord.Spf, FindingState.Wrong) => new("It allows everybody to send in your name. End it with \"-all\"."),
        (DomainRecord.Spf, FindingState.TooLong) => new("It needs more than ten questions to be read; others stop there and refuse. Take out what sends nothing for you."),
        (DomainRecord.Spf, FindingState.Broken) => new("It names another domain that has no such record, or several; then the whole does not count. Correct or take out that part."),
        (DomainRecord.Spf, FindingState.Weak) => new("It does not say what becomes of mails from elsewhere. End it with \"~all\" or \"-all\"."),
        (DomainRecord.Dkim, FindingState.Missing) => new("There is no key at {0}. Take over the record that your relay names.", $"{selector}._domainkey.{domain}"),
        (DomainRecord.Dkim, FindingState.Wrong) => new("The key is withdrawn or cannot be read. Take over the record that your relay names."),
        (DomainRecord.Dkim, FindingState.Weak) => new("The key is shorter than 2,048 bits. Ask for a longer one."),
        (DomainRecord.Dmarc, FindingState.Missing) => new("Add a text record to {0}: \"v=DMARC1; p=none; rua=mailto:…\", and make it stricter once the reports are clean.", $"_dmarc.{domain}"),
        (DomainRecord.Dmarc, FindingState.Wrong) => new("It names no policy that others know: none, quarantine or reject."),
        (DomainRecord.Dmarc, FindingState.Weak) => new("It only asks for reports. Once they are clean, let it say \"p=quarantine\"."),
        _ => new("As it should be."),
    };
}

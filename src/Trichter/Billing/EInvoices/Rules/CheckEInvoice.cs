using Trichter.Billing.EInvoices.Files;
using Trichter.Platform.Language;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>Checks an invoice against EN 16931 and, as far as it says that it follows them, XRechnung and Peppol.
/// A rule is found by its id in the table of its family.</summary>
public static class CheckEInvoice
{
    private static readonly ERule[] European =
    [
        .. PresenceRules.All, .. AllowanceRules.All, .. SumRules.All, .. DecimalRules.All, .. VatRules.All, .. CodeRules.All,
        .. UblStructure.All, .. CiiStructure.All, .. CiiTypes.All, .. OwnRules.All,
    ];

    private static readonly ERule OlderThanEn16931 =
        Warn("ZUGFeRD-1", Says("ZUGFeRD 1 is older than EN 16931: the invoice can be read, but it is no electronic invoice in the sense of the law."));

    private static readonly ERule OnlyForBooking =
        Warn("ZUGFeRD-MINIMUM", Says("The profiles MINIMUM and BASIC WL help with booking, but they are no invoices in the sense of EN 16931."));

    /// <summary>Every rule that is broken, the gravest first.</summary>
    public static List<EFinding> Check(EInvoiceFile file) => [.. Rules(file)
        .SelectMany(rule => Broken(rule, file).Select(where => new EFinding(rule.Id, rule.Severity, rule.Text, where)))
        .OrderBy(finding => finding.Severity)];

    /// <summary>The ids of all rules that are known here.</summary>
    public static IEnumerable<string> Known => European.Concat(GermanRules.All).Concat(ExtensionRules.All).Concat(PeppolRules.All).Select(rule => rule.Id).Distinct();

    /// <summary>Numbers of somebody else's may be larger than one can reckon with; such a rule counts as broken.</summary>
    private static List<Told?> Broken(ERule rule, EInvoiceFile file)
    {
        try
        {
            return [.. rule.Broken(file)];
        }
        catch (OverflowException)
        {
            return [new("The numbers are too large to reckon with")];
        }
    }

    private static IEnumerable<ERule> Rules(EInvoiceFile file)
    {
        var invoice = file.Invoice;
        if (file.Syntax == ESyntax.Zugferd1)
            return [OlderThanEn16931, OwnRules.Unreadable, OwnRules.Foreign];
        if (IsOnlyForBooking(invoice.Profile))
            return [OnlyForBooking, .. CiiTypes.All, .. OwnRules.All];

        var european = ExtensionRules.Apply(invoice) ? European.Select(ExtensionRules.Lowered).Concat(ExtensionRules.All) : European;
        return european.Concat(invoice.IsXRechnung ? GermanRules.All : []).Concat(invoice.IsXRechnung || invoice.IsPeppol ? PeppolRules.All : []);
    }

    private static bool IsOnlyForBooking(string? profile) =>
        profile is not null && (profile.EndsWith(":minimum", StringComparison.Ordinal) || profile.EndsWith(":basicwl", StringComparison.Ordinal));

    private static ERule Warn(string id, Told text) => new ERule(id, text, _ => [null]).As(ESeverity.Warning);
}

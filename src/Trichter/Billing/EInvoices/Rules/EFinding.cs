using Trichter.Platform.Language;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>How much a broken rule matters: a fatal one makes an invoice invalid.</summary>
public enum ESeverity
{
    [Says("Errors")] Fatal,
    [Says("Warnings")] Warning,
    [Says("Hints")] Information,
}

/// <summary>A rule that an invoice breaks, in one plain sentence, and where.</summary>
public sealed record EFinding(string Rule, ESeverity Severity, Told Says, Told? Where);

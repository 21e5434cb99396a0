namespace Trichter.Billing.EInvoices.Codes;

/// <summary>The codes of a published list, written with spaces between them.</summary>
internal sealed class CodeList(string codes)
{
    private readonly HashSet<string> known = [.. codes.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Whether a code may be used; one that is not given is not wrong.</summary>
    public bool Allows(string? code) => code is null || known.Contains(code);
}

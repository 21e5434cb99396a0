using System.Xml.Linq;
using Trichter.Platform.Language;

namespace Trichter.Billing.EInvoices.Files;

/// <summary>The languages an electronic invoice is written in.</summary>
public enum ESyntax
{
    UblInvoice,
    UblCreditNote,
    Cii,

    /// <summary>ZUGFeRD 1: read, but older than EN 16931.</summary>
    Zugferd1,
}

/// <summary>An invoice as it was read, with the document it was read from: rules about structure look at that.</summary>
public sealed record EInvoiceFile(ESyntax Syntax, XDocument Document, EInvoice Invoice, bool FromPdf, IReadOnlyList<ETrouble> Troubles)
{
    /// <summary>An invoice of ours, as if it had been received in the syntax it is written in.</summary>
    public static EInvoiceFile Of(EInvoice invoice, XDocument written) =>
        new(written.Root!.Name.LocalName switch { "Invoice" => ESyntax.UblInvoice, "CreditNote" => ESyntax.UblCreditNote, _ => ESyntax.Cii }, written, invoice, FromPdf: false, []);

    public bool IsUbl => Syntax is ESyntax.UblInvoice or ESyntax.UblCreditNote;

    public bool IsCii => !IsUbl;
}

/// <summary>What cannot be read, and where; a grave trouble makes the whole file unreadable.</summary>
public sealed record ETrouble(Told Reason, int? Line = null, string? Element = null, bool IsGrave = true);

/// <summary>A file that was read, or the reason why it was refused.</summary>
public sealed record EInvoiceRead(EInvoiceFile? File, ETrouble? Trouble);

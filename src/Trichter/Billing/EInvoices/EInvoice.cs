namespace Trichter.Billing.EInvoices;

/// <summary>An invoice as EN 16931 sees it, whatever syntax it travels in. Each member names its business term.
/// Everything may be missing: a received invoice is shown as it is, and <see cref="Rules.CheckEInvoice"/> says what it lacks.</summary>
public sealed record EInvoice
{
    [Term("Specification identifier", "BT-24")]
    public string? Profile { get; init; }

    [Term("Business process type", "BT-23")]
    public string? Process { get; init; }

    [Term("Invoice number", "BT-1")]
    public string? Number { get; init; }

    [Term("Issue date", "BT-2")]
    public DateOnly? IssuedOn { get; init; }

    [Term("Invoice type code", "BT-3")]
    public string? Kind { get; init; }

    [Term("Invoice currency", "BT-5")]
    public string? Currency { get; init; }

    [Term("VAT accounting currency", "BT-6")]
    public string? VatCurrency { get; init; }

    [Term("Tax point date", "BT-7")]
    public DateOnly? TaxPoint { get; init; }

    /// <summary>BT-8 in the codes of UBL: 3 date of invoice, 35 delivery, 432 payment.</summary>
    [Term("Tax point date code", "BT-8")]
    public string? TaxPointCode { get; init; }

    [Term("Due date", "BT-9")]
    public DateOnly? DueOn { get; init; }

    [Term("Payment terms", "BT-20")]
    public string? PaymentTerms { get; init; }

    [Term("References", "BG-REF")]
    public EReferences References { get; init; } = new();

    [Term("Note", "BG-1")]
    public Several<ENote> Notes { get; init; } = [];

    [Term("Preceding invoice", "BG-3")]
    public Several<EPrecedingInvoice> Preceding { get; init; } = [];

    [Term("Seller", "BG-4", Place = EParty.Seller)]
    public EParty? Seller { get; init; }

    [Term("Buyer", "BG-7", Place = EParty.Buyer)]
    public EParty? Buyer { get; init; }

    [Term("Payee", "BG-10", Place = EParty.Payee)]
    public EParty? Payee { get; init; }

    [Term("Seller tax representative", "BG-11", Place = EParty.TaxRepresentative)]
    public EParty? TaxRepresentative { get; init; }

    [Term("Delivery", "BG-13")]
    public EDelivery? Delivery { get; init; }

    [Term("Invoicing period", "BG-14")]
    public EPeriod? Period { get; init; }

    [Term("Payment means", "BG-16")]
    public Several<EPaymentMeans> PaymentMeans { get; init; } = [];

    [Term("Remittance information", "BT-83")]
    public string? PaymentReference { get; init; }

    [Term("Mandate reference", "BT-89")]
    public string? Mandate { get; init; }

    [Term("Creditor identifier", "BT-90")]
    public string? CreditorId { get; init; }

    [Term("Document level allowance", "BG-20", Place = EAllowance.Allowance)]
    public Several<EAllowance> Allowances { get; init; } = [];

    [Term("Document level charge", "BG-21", Place = EAllowance.Charge)]
    public Several<EAllowance> Charges { get; init; } = [];

    [Term("Document totals", "BG-22")]
    public ETotals? Totals { get; init; }

    [Term("Total VAT amount", "BT-110")]
    public decimal? Vat { get; init; }

    [Term("Total VAT amount in accounting currency", "BT-111")]
    public decimal? VatInVatCurrency { get; init; }

    [Term("VAT breakdown", "BG-23")]
    public Several<EVatGroup> VatGroups { get; init; } = [];

    [Term("Supporting document", "BG-24")]
    public Several<EAttachment> Attachments { get; init; } = [];

    [Term("Invoice line", "BG-25")]
    public Several<ELine> Lines { get; init; } = [];

    /// <summary>Whether it gives money back by its kind: such invoices are a CreditNote in UBL.</summary>
    public bool IsCreditNote => Kind is "81" or "83" or "381" or "396" or "532";

    public bool IsXRechnung => Profile?.Contains("xrechnung", StringComparison.Ordinal) == true;

    public bool IsPeppol => Profile?.Contains("poacc:billing", StringComparison.Ordinal) == true;
}

namespace Trichter.Billing.EInvoices;

/// <summary>An allowance or a charge, of the document or of a line; the numbers stand in the order
/// document allowance, document charge, line allowance, line charge.</summary>
public sealed record EAllowance
{
    internal const int Allowance = 0, Charge = 1, LineAllowance = 2, LineCharge = 3;

    [Term("amount", "BT-92", "BT-99", "BT-136", "BT-141")]
    public decimal? Amount { get; init; }

    [Term("base amount", "BT-93", "BT-100", "BT-137", "BT-142")]
    public decimal? Base { get; init; }

    [Term("percentage", "BT-94", "BT-101", "BT-138", "BT-143")]
    public decimal? Percent { get; init; }

    [Term("VAT category", "BT-95", "BT-102", "")]
    public string? VatCategory { get; init; }

    [Term("VAT rate", "BT-96", "BT-103", "")]
    public decimal? VatRate { get; init; }

    [Term("reason", "BT-97", "BT-104", "BT-139", "BT-144")]
    public string? Reason { get; init; }

    [Term("reason code", "BT-98", "BT-105", "BT-140", "BT-145")]
    public string? ReasonCode { get; init; }
}

/// <summary>The sums of an invoice (BG-22).</summary>
public sealed record ETotals
{
    [Term("Sum of line net amounts", "BT-106")]
    public decimal? Lines { get; init; }

    [Term("Sum of allowances", "BT-107", ZeroIsNothing = true)]
    public decimal? Allowances { get; init; }

    [Term("Sum of charges", "BT-108", ZeroIsNothing = true)]
    public decimal? Charges { get; init; }

    [Term("Total without VAT", "BT-109")]
    public decimal? Net { get; init; }

    [Term("Total with VAT", "BT-112")]
    public decimal? Gross { get; init; }

    [Term("Paid amount", "BT-113", ZeroIsNothing = true)]
    public decimal? Paid { get; init; }

    [Term("Rounding amount", "BT-114", ZeroIsNothing = true)]
    public decimal? Rounding { get; init; }

    [Term("Amount due", "BT-115")]
    public decimal? Due { get; init; }
}

/// <summary>What of the invoice is taxed in one way (BG-23).</summary>
public sealed record EVatGroup
{
    [Term("VAT category taxable amount", "BT-116")]
    public decimal? Taxable { get; init; }

    [Term("VAT category tax amount", "BT-117")]
    public decimal? Tax { get; init; }

    [Term("VAT category", "BT-118")]
    public string? Category { get; init; }

    [Term("VAT category rate", "BT-119")]
    public decimal? Rate { get; init; }

    [Term("VAT exemption reason", "BT-120")]
    public string? Reason { get; init; }

    [Term("VAT exemption reason code", "BT-121")]
    public string? ReasonCode { get; init; }
}

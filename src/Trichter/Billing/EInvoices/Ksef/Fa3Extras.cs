namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>The kinds of invoices KSeF knows.</summary>
public enum Fa3Kind
{
    Vat,
    Zal,
    Roz,
    Upr,
    Kor,
    KorZal,
    KorRoz,
}

/// <summary>What FA(3) asks beyond EN 16931.</summary>
public sealed record Fa3Extras
{
    /// <summary>The kind, where that of the invoice does not say enough: a rest invoice, a simplified one.</summary>
    public Fa3Kind? Kind { get; init; }

    /// <summary>Whether the buyer buys for a unit of a local government (JST).</summary>
    public bool IsLocalGovernment { get; init; }

    /// <summary>Whether the buyer belongs to a VAT group (GV).</summary>
    public bool IsVatGroup { get; init; }

    /// <summary>Where the invoice was issued (P_1M).</summary>
    public string? Place { get; init; }

    /// <summary>Whether VAT is due when money comes in (P_16).</summary>
    public bool IsCashMethod { get; init; }

    /// <summary>Whether it must be paid by the split payment mechanism (P_18A).</summary>
    public bool IsSplitPayment { get; init; }

    /// <summary>The rate VAT was turned into złoty by.</summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>GTU codes by line number.</summary>
    public IReadOnlyDictionary<string, string> Gtu { get; init; } = new Dictionary<string, string>();

    /// <summary>Why something is corrected (PrzyczynaKorekty).</summary>
    public string? CorrectionReason { get; init; }

    /// <summary>When a correction counts: 1 as of the original, 2 as of its issue, 3 otherwise (TypKorekty).</summary>
    public int? CorrectionType { get; init; }

    /// <summary>KSeF numbers of preceding invoices by their numbers; one that is not here was issued outside KSeF.</summary>
    public IReadOnlyDictionary<string, string> KsefNumbers { get; init; } = new Dictionary<string, string>();

    /// <summary>The lines as they were before a correction; with them the lines of the invoice are those after it.</summary>
    public Several<ELine> Before { get; init; } = [];
}

namespace Trichter.Customers.Privacy.Retention;

/// <summary>How long the law of our country wants a document kept.</summary>
public static class KeepingPeriod
{
    public const int Invoice = 8, Letter = 6, PolishInvoice = 5;

    /// <summary>The last day of the year in which the period ends; the day after, the document may go.</summary>
    /// <param name="country">Ours: DE, PL or another, which is taken for DE.</param>
    /// <param name="on">When it was issued; for PL the tax is due in the month after.</param>
    /// <param name="years">Another length than the usual one, as somebody set it.</param>
    public static DateOnly LastDay(KeptKind kind, string country, DateOnly on, int? years = null)
    {
        var isPolish = country == "PL" && kind == KeptKind.Invoice;
        var from = isPolish ? on.AddMonths(1) : on;
        return new DateOnly(from.Year + (years ?? (kind == KeptKind.Letter ? Letter : isPolish ? PolishInvoice : Invoice)), 12, 31);
    }
}

/// <summary>What kind of duty there is.</summary>
public enum KeptKind
{
    /// <summary>Invoices and other vouchers of the books.</summary>
    Invoice,

    /// <summary>Quotes, orders, contracts and other letters of business.</summary>
    Letter,
}

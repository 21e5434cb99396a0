using Trichter.Billing.Rates;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Invoices;

/// <summary>An invoice or a correction of one. With its number it is issued, and from then on the database refuses every change (O75); payments lie elsewhere.</summary>
public sealed class Invoice : DocumentHead, IRecorded, IVersioned, IPartOf, IRetirable
{
    public const int LongestReference = 200;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public Guid? OrderId { get; init; }
    public Guid? CompanyId { get; init; }
    public InvoiceKind Kind { get; init; }

    /// <summary>Empty as long as it is a draft.</summary>
    public string Number { get; private set; } = "";

    public DateOnly? IssuedOn { get; private set; }
    public DateOnly? DueOn { get; private set; }
    public DateTime? IssuedAt { get; private set; }
    public Guid? IssuedBy { get; private set; }

    /// <summary>The first day of supply; the only one where <see cref="SupplyTo"/> is the same.</summary>
    public DateOnly? SupplyFrom { get; set; }

    public DateOnly? SupplyTo { get; set; }

    /// <summary>BT-10: the Leitweg-ID, or what else the buyer wants to find it by.</summary>
    public string BuyerReference { get; set; } = "";

    /// <summary>BT-13: the customer's order number.</summary>
    public string OrderReference { get; set; } = "";

    /// <summary>Where the invoice goes, and the buyer's electronic address (BT-49).</summary>
    public string BuyerEmail { get; set; } = "";

    public string DeliveryStreet { get; set; } = "";
    public string DeliveryPostalCode { get; set; } = "";
    public string DeliveryCity { get; set; } = "";
    public string DeliveryCountry { get; set; } = "";

    /// <summary>The invoice that this one corrects.</summary>
    public Guid? PrecedingId { get; init; }

    public string PrecedingNumber { get; init; } = "";
    public DateOnly? PrecedingOn { get; init; }
    public string Note { get; set; } = "";
    public required DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }

    /// <summary>A draft that was thrown away.</summary>
    public DateTime? RetiredAt { get; private set; }

    /// <summary>BT-6: the currency in which VAT is accounted; empty where it is that of the invoice.</summary>
    public string VatCurrency { get; private set; } = "";

    /// <summary>BT-111, in minor units of <see cref="VatCurrency"/>.</summary>
    public long? VatInVatCurrencyMinor { get; private set; }

    /// <summary>The rate it was turned by: so many units of the invoice's currency are so many of the other.</summary>
    public decimal? RateCurrencyUnits { get; private set; }

    public decimal? RateHomeUnits { get; private set; }
    public DateOnly? RateDay { get; private set; }
    public string RateSource { get; private set; } = "";

    [NotRecorded] public long NetMinor { get; private set; }
    [NotRecorded] public long VatMinor { get; private set; }

    /// <summary>BT-112, and BT-115: what is to be paid.</summary>
    [NotRecorded] public long GrossMinor { get; private set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsIssued => Number.Length > 0;

    public void Issue(string number, DateOnly on, DateTime at, Guid? by) =>
        (Number, IssuedOn, DueOn, IssuedAt, IssuedBy) = (number, on, on.AddDays(PaymentDays), at, by);

    public void Take(DocumentTotals totals) => (NetMinor, VatMinor, GrossMinor) = (totals.Net, totals.Vat, totals.Gross);

    /// <summary>Accounts the VAT in another currency, by a rate and its source (O24).</summary>
    public void Account(ExchangeRate rate)
    {
        (VatCurrency, RateCurrencyUnits, RateHomeUnits, RateDay, RateSource) = (rate.Home, rate.CurrencyUnits, rate.HomeUnits, rate.Day, rate.Source);
        VatInVatCurrencyMinor = Round.ToMinor(Round.ToMajor(VatMinor) * rate.HomeUnits / rate.CurrencyUnits);
    }

    /// <summary>A correction is accounted by the rate of what it corrects.</summary>
    public void AccountAs(Invoice corrected)
    {
        if (corrected.RateDay is not { } day) return;
        Account(new ExchangeRate { Currency = Currency, CurrencyUnits = corrected.RateCurrencyUnits!.Value, Home = corrected.VatCurrency, HomeUnits = corrected.RateHomeUnits!.Value, Day = day, Source = corrected.RateSource });
    }

    public void Retire(DateTime at)
    {
        if (!IsIssued) RetiredAt = at;
    }
}

/// <summary>UNTDID 1001 as EN 16931 uses it (O71).</summary>
public enum InvoiceKind
{
    /// <summary>380.</summary>
    [Says("Invoice")] Invoice,

    /// <summary>326.</summary>
    [Says("Part invoice")] Part,

    /// <summary>326, before anything was supplied.</summary>
    [Says("Down payment invoice")] DownPayment,

    /// <summary>384, with quantities below zero: it takes the whole invoice back (O76).</summary>
    [Says("Cancellation of an invoice")] Cancellation,

    /// <summary>380, for a period of what is charged again and again.</summary>
    [Says("Invoice for a period")] Recurring,

    /// <summary>381: takes a part of an invoice back, with quantities below zero (O76).</summary>
    [Says("Invoice correction")] Credit,
}

/// <summary>One line of an invoice; it keeps the key of the order's line.</summary>
public sealed class InvoiceLine : DocumentLine, IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid InvoiceId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>The down payment that this line takes off again; null for all others.</summary>
    public Guid? DownPaymentId { get; init; }

    /// <summary>The line of the corrected invoice that this one takes from; null for all others.</summary>
    public Guid? CreditedLineId { get; init; }

    /// <summary>BT-134 and BT-135: the days it is for; null unless it is charged again and again.</summary>
    public DateOnly? PeriodFrom { get; init; }

    public DateOnly? PeriodTo { get; init; }

    /// <summary>What it has of the net of the invoice, in minor units: less its share of the discount on the whole. With the freight they are the invoice.</summary>
    [NotRecorded] public long NetMinor { get; set; }

    public Guid PartOf => DealId;
}

/// <summary>What was issued, exactly, each linked to the one before by its hash. Written once.</summary>
public sealed class InvoiceKept
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid InvoiceId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>1, 2, 3 … over all invoices of the workspace.</summary>
    public required long Place { get; init; }

    /// <summary>The electronic invoice.</summary>
    public required string Xml { get; init; }

    /// <summary>The same for KSeF, from a Polish seller; else empty.</summary>
    public required string Ksef { get; init; }

    /// <summary>The readable copy.</summary>
    public required string Html { get; init; }

    /// <summary>SHA-256 over the three of them and over the hash before.</summary>
    public required string Hash { get; init; }

    public required string HashBefore { get; init; }
    public required DateTime MadeAt { get; init; }
}

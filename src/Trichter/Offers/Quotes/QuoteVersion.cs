using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes;

/// <summary>One version of a quote. Once it was sent its content stays as it is (O40); a change is the next version.</summary>
public sealed class QuoteVersion : IRecorded, IVersioned, IPartOf, IRetirable
{
    public const int LongestTitle = 200;
    public const int LongestText = 10_000;
    public const int MostPaymentDays = 365;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid QuoteId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>1, 2, 3 … within the quote.</summary>
    public required int Number { get; init; }

    public QuoteState State { get; set; }

    /// <summary>The language of the document: de, pl or en.</summary>
    public required string Language { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>The prices contain the tax.</summary>
    public bool IsGross { get; set; }

    public string Title { get; set; } = "";
    public string Intro { get; set; } = "";

    /// <summary>What is delivered and what is not, in words (scope of work).</summary>
    public string Scope { get; set; } = "";

    public string Terms { get; set; } = "";
    public string DeliveryTerms { get; set; } = "";
    public int PaymentDays { get; set; }

    /// <summary>Percent off for paying early; null for none.</summary>
    public decimal? SkontoPercent { get; set; }

    public int? SkontoDays { get; set; }

    /// <summary>The last day, to midnight in the workspace's time zone (O42).</summary>
    public DateOnly ValidUntil { get; set; }

    /// <summary>Printed on it: binding, or subject to change.</summary>
    public bool IsBinding { get; set; } = true;

    /// <summary>The law asks for a signature on paper; it cannot be accepted online (O49).</summary>
    public bool NeedsPaper { get; set; }

    /// <summary>Percent off the whole.</summary>
    public decimal? DiscountPercent { get; set; }

    /// <summary>Freight in minor units, net; taxed at the standard rate of where we are, or as the goods are.</summary>
    public long FreightMinor { get; set; }

    public VatCategory FreightCategory { get; set; }
    public decimal FreightRate { get; set; }
    public string BuyerName { get; set; } = "";
    public string BuyerStreet { get; set; } = "";
    public string BuyerPostalCode { get; set; } = "";
    public string BuyerCity { get; set; } = "";
    public string BuyerCountry { get; set; } = "";
    public string BuyerVat { get; set; } = "";
    public string BuyerContact { get; set; } = "";

    /// <summary>The buyer owes the tax also at home, and has confirmed it.</summary>
    public bool BuyerOwesTax { get; set; }

    /// <summary>BT-109 of what is charged once.</summary>
    [NotRecorded] public long NetMinor { get; set; }

    [NotRecorded] public long VatMinor { get; set; }

    /// <summary>BT-112 of what is charged once.</summary>
    [NotRecorded] public long GrossMinor { get; set; }

    /// <summary>Net: once, and each interval times the periods of its minimum term (O8). It is what the deal is worth.</summary>
    [NotRecorded] public long ContractMinor { get; set; }

    /// <summary>What the contract costs us, as far as costs are known; null when none is.</summary>
    [NotRecorded] public long? CostMinor { get; set; }

    public DateTime? SentAt { get; set; }
    public Guid? SentBy { get; set; }

    /// <summary>SHA-256 of the content and of the document, as hexadecimal digits; empty until it is sent.</summary>
    public string Hash { get; set; } = "";

    public DateTime? ViewedAt { get; set; }
    public DateTime? DecidedAt { get; set; }

    /// <summary>Who of the customer decided, in words.</summary>
    public string DecidedBy { get; set; } = "";

    public string DecisionReason { get; set; } = "";

    /// <summary>Keys of the optional lines and alternatives that the customer took.</summary>
    public List<Guid> Chosen { get; set; } = [];

    public required DateTime CreatedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsDraft => State is QuoteState.Draft;
    public bool WasSent => SentAt is not null;
    public VatGroup FreightVat => new(FreightCategory, FreightRate);

    /// <summary>As it stands that day: one that was sent and not answered ends with its validity.</summary>
    public QuoteState StateOn(DateOnly day) => State == QuoteState.Sent && ValidUntil < day ? QuoteState.Expired : State;

    /// <summary>In percent of the net amount; null without costs or where there is nothing to divide by (O23).</summary>
    public decimal? Margin => CostMinor is { } cost && ContractMinor != 0 ? Math.Round((ContractMinor - cost) * 100m / ContractMinor, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>A draft with the same content.</summary>
    public QuoteVersion Next(int number, DateOnly validUntil, DateTime at) => new()
    {
        QuoteId = QuoteId,
        DealId = DealId,
        Number = number,
        Language = Language,
        Currency = Currency,
        IsGross = IsGross,
        Title = Title,
        Intro = Intro,
        Scope = Scope,
        Terms = Terms,
        DeliveryTerms = DeliveryTerms,
        PaymentDays = PaymentDays,
        SkontoPercent = SkontoPercent,
        SkontoDays = SkontoDays,
        ValidUntil = validUntil,
        IsBinding = IsBinding,
        NeedsPaper = NeedsPaper,
        DiscountPercent = DiscountPercent,
        FreightMinor = FreightMinor,
        FreightCategory = FreightCategory,
        FreightRate = FreightRate,
        BuyerName = BuyerName,
        BuyerStreet = BuyerStreet,
        BuyerPostalCode = BuyerPostalCode,
        BuyerCity = BuyerCity,
        BuyerCountry = BuyerCountry,
        BuyerVat = BuyerVat,
        BuyerContact = BuyerContact,
        BuyerOwesTax = BuyerOwesTax,
        CreatedAt = at,
    };

    public void Retire(DateTime at)
    {
        if (State is QuoteState.Draft or QuoteState.InApproval or QuoteState.Approved) State = QuoteState.Withdrawn;
    }
}

public enum QuoteState
{
    [Says("Draft")] Draft,
    [Says("Waits for approval")] InApproval,
    [Says("Approved")] Approved,
    [Says("Sent")] Sent,
    [Says("Accepted")] Accepted,
    [Says("Rejected")] Rejected,
    [Says("Expired")] Expired,
    [Says("Withdrawn")] Withdrawn,
    [Says("Superseded")] Superseded,
}

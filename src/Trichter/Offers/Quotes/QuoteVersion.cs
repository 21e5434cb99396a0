using Trichter.Offers.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes;

/// <summary>One version of a quote. Once it was sent its content stays as it is (O40); a change is the next version.</summary>
public sealed class QuoteVersion : DocumentHead, IRecorded, IVersioned, IPartOf, IRetirable
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

    public string Intro { get; set; } = "";

    /// <summary>What the customer has of it, a line each, as copied from profiles and edited.</summary>
    public string Arguments { get; set; } = "";

    /// <summary>What is delivered and what is not, in words (scope of work).</summary>
    public string Scope { get; set; } = "";

    public string Terms { get; set; } = "";
    /// <summary>The last day, to midnight in the workspace's time zone (O42).</summary>
    public DateOnly ValidUntil { get; set; }

    /// <summary>Printed on it: binding, or subject to change.</summary>
    public bool IsBinding { get; set; } = true;

    /// <summary>The law asks for a signature on paper; it cannot be accepted online (O49).</summary>
    public bool NeedsPaper { get; set; }

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

    /// <summary>As it stands that day: one that was sent and not answered ends with its validity.</summary>
    public QuoteState StateOn(DateOnly day) => State == QuoteState.Sent && ValidUntil < day ? QuoteState.Expired : State;

    /// <summary>In percent of the net amount; null without costs or where there is nothing to divide by (O23).</summary>
    public decimal? Margin => CostMinor is { } cost && ContractMinor != 0 ? Math.Round((ContractMinor - cost) * 100m / ContractMinor, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>A draft with the same content.</summary>
    public QuoteVersion Next(int number, DateOnly validUntil, DateTime at)
    {
        var next = new QuoteVersion { QuoteId = QuoteId, DealId = DealId, Number = number, Language = Language, Currency = Currency, CreatedAt = at };
        next.TakeFrom(this);
        (next.Intro, next.Arguments, next.Scope, next.Terms) = (Intro, Arguments, Scope, Terms);
        (next.ValidUntil, next.IsBinding, next.NeedsPaper) = (validUntil, IsBinding, NeedsPaper);
        return next;
    }

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

using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Dunning;

/// <summary>What keeps an invoice from being reminded of, from a day until it ends.</summary>
public sealed class InvoiceRemark : IRecorded, IPartOf
{
    public const int LongestText = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid InvoiceId { get; init; }
    public required Guid DealId { get; init; }
    public required RemarkKind Kind { get; init; }
    public string Text { get; init; } = "";
    public required DateOnly NotedOn { get; init; }

    /// <summary>Of a promise: the day until which it was promised.</summary>
    public DateOnly? Until { get; init; }

    public DateOnly? EndedOn { get; private set; }
    public Guid? NotedBy { get; init; }

    public Guid PartOf => DealId;

    public bool HoldsOn(DateOnly day) => NotedOn <= day && !(EndedOn <= day) && !(Until < day);

    public void End(DateOnly on) => EndedOn = on;
}

public enum RemarkKind
{
    [Says("disputed")] Disputed,
    [Says("payment promised")] Promised,
    [Says("paid in instalments")] Instalments,

    /// <summary>Of the customer: it holds for all of their invoices.</summary>
    [Says("customer insolvent")] Insolvent,
}

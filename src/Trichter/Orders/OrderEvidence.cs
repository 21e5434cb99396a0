using Trichter.Deals.Evidence;
using Trichter.Deals.HandOvers;
using Trichter.Orders.Checklists;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Orders;

/// <summary>The orders of a deal with their deliveries and hand-overs, as evidence.</summary>
internal sealed record OrderFacts(IReadOnlyList<Order> Orders, IReadOnlyList<Delivery> Deliveries, IReadOnlyList<OrderHandOver> HandOvers);

internal sealed class OrderSource(Db db) : IEvidenceSource
{
    private static readonly string[] Kinds = [OrderWasTaken.Kind, OrderIsAsAgreed.Kind, OrderWasConfirmed.Kind, OrderWasHandedOver.Kind, EverythingWasDelivered.Kind, DeliveriesWereAccepted.Kind, SatisfactionIsKnown.Kind];

    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        if (!evidence.Values.Any(its => Kinds.Any(its.AsksFor))) return;

        var ids = evidence.Keys.ToList();
        var orders = await db.StoredAndNewAsync(db.Orders.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        var deliveries = await db.StoredAndNewAsync(db.Deliveries.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        var handOvers = await db.StoredAndNewAsync(db.OrderHandOvers.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        foreach (var (id, its) in evidence) its.Add(new OrderFacts([.. orders[id].Where(order => order.State != OrderState.Cancelled)], [.. deliveries[id]], [.. handOvers[id]]));
    }
}

/// <summary>There is an order.</summary>
internal sealed class OrderWasTaken : ICriterionKind
{
    public const string Kind = "order-taken";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<OrderFacts>()?.Orders.Count > 0;
}

/// <summary>Every order is an accepted quote, taken over as it is.</summary>
internal sealed class OrderIsAsAgreed : ICriterionKind
{
    public const string Kind = "order-as-agreed";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<OrderFacts>() is { Orders.Count: > 0 } facts && facts.Orders.All(order => order.QuoteVersionId is not null);
}

/// <summary>The customer said of a delivery how satisfied they are.</summary>
internal sealed class SatisfactionIsKnown : ICriterionKind
{
    public const string Kind = "satisfaction-known";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<OrderFacts>()?.Deliveries.Any(delivery => delivery.Satisfaction is not null) ?? false;
}

/// <summary>An order was confirmed.</summary>
internal sealed class OrderWasConfirmed : ICriterionKind
{
    public const string Kind = "order-confirmed";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<OrderFacts>()?.Orders.Any(order => order.ConfirmedAt is not null) ?? false;
}

/// <summary>Every order was handed over to the departments, and each of them has accepted it.</summary>
internal sealed class OrderWasHandedOver : ICriterionKind
{
    public const string Kind = "order-handed-over";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<OrderFacts>() is { Orders.Count: > 0 } facts && facts.Orders.All(order =>
            facts.HandOvers.Where(its => its.OrderId == order.Id).Select(its => its.State).ToList() is { Count: > 0 } states && states.TrueForAll(state => state == HandOverState.Accepted));
}

/// <summary>Every order has been delivered in full.</summary>
internal sealed class EverythingWasDelivered : ICriterionKind
{
    public const string Kind = "delivered";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<OrderFacts>() is { Orders.Count: > 0 } facts && facts.Orders.All(order => order.State == OrderState.Fulfilled);
}

/// <summary>The customer has accepted every delivery, if need be with defects.</summary>
internal sealed class DeliveriesWereAccepted : ICriterionKind
{
    public const string Kind = "delivery-accepted";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<OrderFacts>() is { Deliveries.Count: > 0 } facts && facts.Deliveries.All(delivery => delivery.IsAccepted);
}

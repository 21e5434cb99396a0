using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Deals.Evidence;
using Trichter.Orders;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Billing;

/// <summary>The invoices of a deal and what was paid of them, as evidence.</summary>
internal sealed record BillingFacts(IReadOnlyList<Order> Orders, IReadOnlyList<Invoice> Issued, IReadOnlyList<Allocation> Allocations);

internal sealed class BillingSource(Db db) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        if (!evidence.Values.Any(its => its.AsksFor(EverythingIsBilled.Kind) || its.AsksFor(EverythingIsPaid.Kind))) return;

        var ids = evidence.Keys.ToList();
        var orders = await db.StoredAndNewAsync(db.Orders.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        var invoices = await db.StoredAndNewAsync(db.Invoices.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        var allocations = await db.StoredAndNewAsync(db.Allocations.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        foreach (var (id, its) in evidence)
            its.Add(new BillingFacts([.. orders[id].Where(order => order.State != OrderState.Cancelled)], [.. invoices[id].Where(invoice => invoice.IsIssued)], [.. allocations[id]]));
    }
}

/// <summary>What was ordered once has been billed, net, down payments and cancellations counted as they are; invoices for periods are none of it, and a correction in part does not make it less.</summary>
internal sealed class EverythingIsBilled : ICriterionKind
{
    public const string Kind = "invoiced";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<BillingFacts>() is { Orders.Count: > 0, Issued.Count: > 0 } facts && OfOnce(facts.Issued).Sum(invoice => invoice.NetMinor) >= facts.Orders.Sum(order => order.NetMinor);

    private static IEnumerable<Invoice> OfOnce(IReadOnlyList<Invoice> issued)
    {
        var again = issued.Where(invoice => invoice.Kind == InvoiceKind.Recurring).Select(invoice => (Guid?)invoice.Id).ToHashSet();
        return issued.Where(invoice => invoice.Kind != InvoiceKind.Credit && !again.Contains(invoice.Id) && !again.Contains(invoice.PrecedingId));
    }
}

/// <summary>Invoices were issued, and nothing of them is open.</summary>
internal sealed class EverythingIsPaid : ICriterionKind
{
    public const string Kind = "paid";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<BillingFacts>() is { Issued.Count: > 0 } facts && facts.Allocations.Sum(allocation => allocation.AmountMinor) >= facts.Issued.Sum(invoice => invoice.GrossMinor);
}

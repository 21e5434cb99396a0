using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Recurring;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Products;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Invoices;

/// <summary>Drafts an invoice from an order: for what was delivered, for all that is left, or for a down payment; never for more than was agreed (O70).</summary>
internal sealed class DraftInvoice(Db db, Me me, Change change, TimelineWriter timeline, FindOrder orders, InvoiceHead heads, RecurringDue due)
{
    /// <param name="percent">Of the order, for a down payment.</param>
    public async Task<DraftResult> RunAsync(Guid orderId, BillWhat what, decimal? percent, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (await orders.VisibleAsync(orderId, cancellation) is not { } open || open.Order.State == OrderState.Cancelled) return new DraftResult.Faulty(new Told("Nothing is here"));
        if (what == BillWhat.DownPayment && percent is not (> 0 and < 100)) return new DraftResult.Faulty(new Told("A number above 0, below 100."));

        var billed = await BilledAsync(orderId, cancellation);
        var downPayments = await db.Invoices.Where(its => its.OrderId == orderId && its.Kind == InvoiceKind.DownPayment && its.IssuedOn != null && !db.Invoices.Any(other => other.PrecedingId == its.Id && other.IssuedOn != null)).OrderBy(its => its.Id).ToListAsync(cancellation);
        var invoice = await heads.OfAsync(open, KindOf(what, open), cancellation);
        if (await db.Invoices.Where(its => its.OrderId == orderId && its.RetiredAt == null).SumAsync(its => its.FreightMinor, cancellation) != 0) invoice.FreightMinor = 0;
        var lines = what == BillWhat.DownPayment ? DownPayment(open, invoice, percent!.Value) : Lines(open, invoice, what, billed);
        if (lines.Count == 0) return new DraftResult.Faulty(what == BillWhat.Delivered ? new Told("Nothing is delivered that is not billed.") : new Told("Everything is billed already."));

        if (what == BillWhat.Everything) lines.AddRange(await DeductAsync(invoice, downPayments, lines.Count, cancellation));
        SupplyOf(open, invoice, what);
        invoice.AddUp(lines);
        open.Order.Step();
        db.Invoices.Add(invoice);
        db.InvoiceLines.AddRange(lines);
        timeline.Record(new InvoiceDrafted(open.Deal.Id, open.Order.Number, invoice.Kind));
        await db.SaveChangesAsync(cancellation);
        return new DraftResult.Drafted(invoice);
    }

    /// <returns>False when there is no such draft.</returns>
    public async Task<bool> DropAsync(Guid invoiceId, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (await db.Invoices.SingleOrDefaultAsync(its => its.Id == invoiceId && its.IssuedOn == null && its.RetiredAt == null, cancellation) is not { } invoice) return false;
        if (await orders.VisibleAsync(invoice.OrderId ?? Guid.Empty, cancellation) is null) return false;

        invoice.Retire(change.Now);
        await due.FreeAsync(invoice.Id, cancellation);
        timeline.Record(new InvoiceDropped(invoice.DealId));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Quantities billed so far by line; what was cancelled again counts with its minus.</summary>
    private async Task<Dictionary<Guid, decimal>> BilledAsync(Guid orderId, CancellationToken cancellation) =>
        (await db.InvoiceLines.Where(line => db.Invoices.Any(its => its.Id == line.InvoiceId && its.OrderId == orderId && its.RetiredAt == null && its.Kind != InvoiceKind.DownPayment))
            .Select(line => new { line.Key, line.Quantity }).ToListAsync(cancellation)).GroupBy(line => line.Key).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));

    private static InvoiceKind KindOf(BillWhat what, OpenOrder open) => what switch
    {
        BillWhat.DownPayment => InvoiceKind.DownPayment,
        BillWhat.Delivered when open.Lines.Where(IsBilledOnce).Any(line => OpenQuantities.DeliveredOf(line, open.Deliveries) < line.Quantity - line.Cancelled) => InvoiceKind.Part,
        _ => InvoiceKind.Invoice,
    };

    private static bool IsBilledOnce(OrderLine line) => line.Interval == Interval.Once;

    private static List<InvoiceLine> Lines(OpenOrder open, Invoice invoice, BillWhat what, Dictionary<Guid, decimal> billed)
    {
        var lines = new List<InvoiceLine>();
        foreach (var line in open.Lines.Where(IsBilledOnce))
        {
            var due = (what == BillWhat.Delivered ? OpenQuantities.DeliveredOf(line, open.Deliveries) : line.Quantity - line.Cancelled) - billed.GetValueOrDefault(line.Key);
            if (due == 0 || Math.Sign(due) != Math.Sign(line.Quantity)) continue;
            var its = new InvoiceLine { InvoiceId = invoice.Id, DealId = invoice.DealId, Key = line.Key, Position = lines.Count };
            its.TakeFrom(line);
            its.Quantity = due;
            lines.Add(its);
        }

        return lines;
    }

    /// <summary>One line for each way the order is taxed.</summary>
    private static List<InvoiceLine> DownPayment(OpenOrder open, Invoice invoice, decimal percent)
    {
        var totals = ContractTotals.Of(open.Order, open.Lines).Once;
        (invoice.FreightMinor, invoice.DiscountPercent, invoice.IsGross) = (0, null, false);
        return [.. totals.Groups.Where(group => group.Base > 0).Select((group, index) => new InvoiceLine
        {
            InvoiceId = invoice.Id,
            DealId = invoice.DealId,
            Key = Ids.New(),
            Position = index,
            Name = Texts.In(invoice.Language, TimeZoneInfo.Utc)["Down payment of {0} % on the order {1}", Micros.Plain(percent), open.Order.Number],
            Quantity = 1,
            Unit = "LS",
            Price = Micros.Plain(Round.ToMajor(Round.Percent(group.Base, percent))),
            VatCategory = group.Vat.Category,
            VatRate = group.Vat.Rate,
        })];
    }

    /// <summary>A line below zero for each part of each down payment, with its number and day (O72).</summary>
    private async Task<List<InvoiceLine>> DeductAsync(Invoice invoice, List<Invoice> downPayments, int position, CancellationToken cancellation)
    {
        var ids = downPayments.ConvertAll(its => its.Id);
        var deducted = (await db.InvoiceLines.Where(line => line.DownPaymentId != null && ids.Contains(line.DownPaymentId.Value) && db.Invoices.Any(its => its.Id == line.InvoiceId && its.RetiredAt == null))
            .Select(line => new { line.DownPaymentId, line.Quantity }).ToListAsync(cancellation)).GroupBy(line => line.DownPaymentId).Where(group => group.Sum(line => line.Quantity) < 0).Select(group => group.Key).ToList();
        var lines = await db.InvoiceLines.AsNoTracking().Where(line => ids.Contains(line.InvoiceId)).OrderBy(line => line.Position).ToListAsync(cancellation);
        var texts = Texts.In(invoice.Language, TimeZoneInfo.Utc);
        return [.. downPayments.Where(its => !deducted.Contains(its.Id)).SelectMany(its => lines.Where(line => line.InvoiceId == its.Id).Select(line => (its, line))).Select((one, index) =>
        {
            var minus = new InvoiceLine { InvoiceId = invoice.Id, DealId = invoice.DealId, Key = Ids.New(), Position = position + index, DownPaymentId = one.its.Id };
            minus.TakeFrom(one.line);
            (minus.Quantity, minus.Name) = (-1, texts["Less the down payment {0} of {1}", one.its.Number, one.its.IssuedOn!.Value]);
            return minus;
        })];
    }

    /// <summary>The days of the deliveries it is for; of a down payment nothing has been supplied yet.</summary>
    private static void SupplyOf(OpenOrder open, Invoice invoice, BillWhat what)
    {
        var days = open.Deliveries.Where(delivery => delivery.Result != AcceptanceResult.Refused).Select(delivery => delivery.DeliveredOn).ToList();
        if (what != BillWhat.DownPayment && days.Count > 0) (invoice.SupplyFrom, invoice.SupplyTo) = (days.Min(), days.Max());
    }
}

internal enum BillWhat
{
    Delivered,
    Everything,
    DownPayment,
}

internal abstract record DraftResult
{
    public sealed record Drafted(Invoice Invoice) : DraftResult;

    public sealed record Faulty(Told Why) : DraftResult;
}

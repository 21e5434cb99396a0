using Trichter.Billing.Invoices;
using Trichter.Ledger;
using Trichter.Offers.Numbers;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Payments;

/// <summary>Spreads money over invoices: what every way of noting a payment has in common. The caller saves.</summary>
internal sealed class SettleInvoices(Db db, Me me, Change change, TimelineWriter timeline, GiveNumber numbers)
{
    private const string Turn = "Payments";

    /// <summary>
    /// Waits until whoever else settles invoices has finished, and keeps the others waiting until the transaction ends: what is open has to be read after it.
    /// </summary>
    public Task WaitForTurnAsync(CancellationToken cancellation) => numbers.CountAsync(Turn, cancellation);

    /// <summary>More than is open stays as the customer's credit.</summary>
    /// <param name="invoices">Those that it is for, of one currency; each open.</param>
    public void Pay(IReadOnlyList<OpenInvoice> invoices, Money money, Guid? bankLine = null)
    {
        var isWithoutEarly = money.AmountMinor >= invoices.Sum(open => open.OpenMinor);
        var left = money.AmountMinor;
        var deals = invoices.OrderBy(open => open.Invoice.DueOn).ThenBy(open => open.Invoice.Number, StringComparer.Ordinal).GroupBy(open => open.Deal.Id).ToList();
        foreach (var deal in deals)
        {
            var isLast = deal == deals[^1];
            var shares = deal.Select(open => (open, Wanted: isWithoutEarly || invoices.Count == 1 ? open.OpenMinor : open.OpenMinor - EarlyOf(open, money.On))).ToList();
            var amount = isLast ? left : Math.Min(left, shares.Sum(share => share.Wanted));
            if (amount <= 0) break;

            var payment = new Payment { DealId = deal.Key, ReceivedOn = money.On, AmountMinor = amount, Currency = money.Currency, Reference = money.Reference, BankLineId = bankLine, NotedAt = change.Now, NotedBy = me.Id };
            db.Payments.Add(payment);
            left -= amount;
            foreach (var (open, wanted) in shares)
            {
                var paid = Math.Min(amount, wanted);
                amount -= paid;
                if (paid <= 0) continue;
                Add(open.Invoice, payment.Id, AllocationKind.Payment, paid, money.On);
                if (open.OpenMinor - paid is > 0 and var rest && rest <= EarlyOf(open, money.On)) Add(open.Invoice, payment.Id, AllocationKind.Skonto, rest, money.On);
                timeline.Record(new PaymentReceived(deal.Key, open.Invoice.Number, invoices.Count == 1 ? money.AmountMinor : paid, money.Currency, money.On));
            }
        }
    }

    public void Add(Invoice invoice, Guid? payment, AllocationKind kind, long amount, DateOnly on) =>
        db.Allocations.Add(new Allocation { InvoiceId = invoice.Id, DealId = invoice.DealId, PaymentId = payment, Kind = kind, AmountMinor = amount, SettledOn = on });

    private static long EarlyOf(OpenInvoice open, DateOnly on) => Skonto.Of(open.Invoice, on) ?? 0;
}

/// <summary>Money that came in on a day.</summary>
internal sealed record Money(long AmountMinor, string Currency, DateOnly On, string Reference);

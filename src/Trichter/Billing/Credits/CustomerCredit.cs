using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Billing.Credits;

/// <summary>What we owe a customer: what they paid beyond their invoices, and corrections of what they had paid already (O80).</summary>
internal sealed class CustomerCredit(Db db, Me me)
{
    /// <summary>The oldest first, of deals that whoever asks may see.</summary>
    /// <param name="currency">Null for all.</param>
    public async Task<IReadOnlyList<CreditPart>> OfAsync(Guid companyId, string? currency, CancellationToken cancellation = default)
    {
        var deals = db.Deals.VisibleTo(me, db).Where(deal => deal.CompanyId == companyId);
        var payments = await db.Payments.AsNoTracking().Where(payment => payment.AmountMinor > 0 && (currency == null || payment.Currency == currency) && deals.Any(deal => deal.Id == payment.DealId))
            .Select(payment => new
            {
                payment.Id,
                payment.DealId,
                payment.ReceivedOn,
                payment.Currency,
                payment.Reference,
                Left = payment.AmountMinor - db.Allocations.Where(part => part.PaymentId == payment.Id && part.Kind == AllocationKind.Payment).Sum(part => part.AmountMinor)
                    + db.Payments.Where(back => back.RefundOfId == payment.Id).Sum(back => back.AmountMinor),
            }).Where(payment => payment.Left > 0).ToListAsync(cancellation);
        var corrections = await db.Invoices.AsNoTracking()
            .Where(invoice => invoice.IssuedOn != null && (invoice.Kind == InvoiceKind.Cancellation || invoice.Kind == InvoiceKind.Credit) && (currency == null || invoice.Currency == currency) && deals.Any(deal => deal.Id == invoice.DealId))
            .Select(invoice => new { invoice.Id, invoice.DealId, invoice.IssuedOn, invoice.Currency, invoice.Number, Open = invoice.GrossMinor - db.Allocations.Where(part => part.InvoiceId == invoice.Id).Sum(part => part.AmountMinor) })
            .Where(invoice => invoice.Open < 0).ToListAsync(cancellation);

        return [.. payments.Select(payment => new CreditPart(CreditKind.Overpaid, payment.Id, payment.DealId, payment.ReceivedOn, payment.Currency, payment.Reference, payment.Left))
            .Concat(corrections.Select(invoice => new CreditPart(CreditKind.Correction, invoice.Id, invoice.DealId, invoice.IssuedOn!.Value, invoice.Currency, invoice.Number, -invoice.Open)))
            .OrderBy(part => part.On).ThenBy(part => part.Id)];
    }
}

/// <param name="Id">Of the payment, or of the correction.</param>
/// <param name="Words">Of the transfer, or the number of the correction.</param>
/// <param name="LeftMinor">Above zero.</param>
public sealed record CreditPart(CreditKind Kind, Guid Id, Guid DealId, DateOnly On, string Currency, string Words, long LeftMinor);

public enum CreditKind
{
    [Says("paid too much")] Overpaid,
    [Says("corrected after it was paid")] Correction,
}

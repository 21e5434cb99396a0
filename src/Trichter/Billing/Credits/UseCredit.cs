using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Credits;

/// <summary>Settles an invoice by what we owe its customer, or notes that we paid it back.</summary>
internal sealed class UseCredit(Db db, Me me, Change change, TimelineWriter timeline, FindInvoice find, FindDeal deals, CustomerCredit credit, SettleInvoices settle, DealFigures figures, Texts texts)
{
    /// <summary>The oldest first, up to what is open.</summary>
    /// <returns>What is wrong, or null when some of it was used.</returns>
    public async Task<Told?> RunAsync(Guid invoiceId, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await settle.WaitForTurnAsync(cancellation);
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: true } invoice, OpenMinor: > 0 } open) return new Told("Nothing is open any more.");
        if (open.Deal.CompanyId is not { } company || await credit.OfAsync(company, invoice.Currency, cancellation) is not { Count: > 0 } parts) return new Told("This customer has no credit.");

        var (left, today) = (open.OpenMinor, (await deals.NowAsync(cancellation)).Day);
        foreach (var part in parts)
        {
            var used = Math.Min(left, part.LeftMinor);
            if (used <= 0) break;

            left -= used;
            settle.Add(invoice, part.Kind == CreditKind.Overpaid ? part.Id : null, part.Kind == CreditKind.Overpaid ? AllocationKind.Payment : AllocationKind.SetOff, used, today);
            if (part.Kind == CreditKind.Correction) db.Allocations.Add(new Allocation { InvoiceId = part.Id, DealId = part.DealId, Kind = AllocationKind.SetOff, AmountMinor = -used, SettledOn = today });
        }

        timeline.Record(new CreditUsed(invoice.DealId, invoice.Number, open.OpenMinor - left, invoice.Currency));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>Notes that we paid a credit back, or a part of it.</summary>
    /// <param name="id">Of the payment that was too much, or of the correction.</param>
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RefundAsync(CreditKind kind, Guid id, PaymentDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (Micros.Read(draft.Amount, texts.Culture) is not { } major || Round.ToMinor(major) is not (> 0 and var amount)) return new Told("This is not an amount of money.");
        if (draft.On is not { } on) return new Told("This is not a date.");
        if (draft.Reference.Trim().Length > Payment.LongestReference) return new Told("At most {0} characters.", Payment.LongestReference);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await settle.WaitForTurnAsync(cancellation);
        var dealId = kind == CreditKind.Overpaid ? await db.Payments.Where(payment => payment.Id == id).Select(payment => (Guid?)payment.DealId).SingleOrDefaultAsync(cancellation)
            : await db.Invoices.Where(invoice => invoice.Id == id).Select(invoice => (Guid?)invoice.DealId).SingleOrDefaultAsync(cancellation);
        if (dealId is null || await deals.VisibleAsync(dealId.Value, cancellation) is not { CompanyId: { } company } deal) return new Told("Nothing is here");
        if ((await credit.OfAsync(company, null, cancellation)).FirstOrDefault(part => part.Kind == kind && part.Id == id) is not { } part) return new Told("Nothing is open any more.");
        if (amount > part.LeftMinor) return new Told("At most {0} is left.", texts.Money(part.LeftMinor, part.Currency));

        var back = new Payment
        {
            DealId = deal.Id,
            ReceivedOn = on,
            AmountMinor = -amount,
            Currency = part.Currency,
            Reference = draft.Reference.Trim(),
            RefundOfId = kind == CreditKind.Overpaid ? id : null,
            NotedAt = change.Now,
            NotedBy = me.Id,
        };
        db.Payments.Add(back);
        if (kind == CreditKind.Correction) db.Allocations.Add(new Allocation { InvoiceId = id, DealId = deal.Id, PaymentId = back.Id, Kind = AllocationKind.Refund, AmountMinor = -amount, SettledOn = on });
        timeline.Record(new CreditPaidBack(deal.Id, part.Words, amount, part.Currency, on));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }
}

public sealed record CreditUsed(Guid DealId, string Number, long AmountMinor, string Currency) : Happening(DealId)
{
    public override Told Told => new("settled {1} {2} of {0} with the customer's credit", Number, (AmountMinor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), Currency);

    public override string Icon => "cash";
}

public sealed record CreditPaidBack(Guid DealId, string Words, long AmountMinor, string Currency, DateOnly On) : Happening(DealId)
{
    public override Told Told => new("noted that {0} {1} were paid back on {2}", (AmountMinor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), Currency, On);

    public override string Icon => "cash";

    public override string? Quote => Words.Length == 0 ? null : Words;
}

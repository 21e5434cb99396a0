using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Billing.Invoices;

/// <summary>Drafts the document that takes a whole invoice back: the same lines with quantities below zero, naming number and day (O76). What it billed can be billed anew.</summary>
internal sealed class CancelInvoice(Db db, TimelineWriter timeline, FindInvoice find, InvoiceHead heads)
{
    public async Task<DraftResult> RunAsync(Guid invoiceId, string reason, CancellationToken cancellation = default)
    {
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: true } wrong } open || wrong.Kind is InvoiceKind.Cancellation or InvoiceKind.Credit) return new DraftResult.Faulty(new Told("Nothing is here"));
        if (reason.Trim().Length is 0 or > Invoice.LongestReference) return new DraftResult.Faulty(new Told("Say why, in up to {0} characters.", Invoice.LongestReference));
        if (await db.Invoices.AnyAsync(its => its.PrecedingId == wrong.Id && its.Kind == InvoiceKind.Credit && its.RetiredAt == null, cancellation)) return new DraftResult.Faulty(new Told("A part of it is credited already: credit the rest."));
        if (await db.Invoices.AnyAsync(its => its.PrecedingId == wrong.Id && its.RetiredAt == null, cancellation)) return new DraftResult.Faulty(new Told("It has been cancelled already."));

        var back = heads.Against(wrong, InvoiceKind.Cancellation, reason.Trim());
        back.FreightMinor = -wrong.FreightMinor;
        var lines = open.Lines.ConvertAll(line =>
        {
            var minus = new InvoiceLine { InvoiceId = back.Id, DealId = back.DealId, Key = line.Key, Position = line.Position, DownPaymentId = line.DownPaymentId, PeriodFrom = line.PeriodFrom, PeriodTo = line.PeriodTo };
            minus.TakeFrom(line);
            minus.Quantity = -line.Quantity;
            return minus;
        });
        back.AddUp(lines);
        db.Invoices.Add(back);
        db.InvoiceLines.AddRange(lines);
        timeline.Record(new InvoiceDrafted(open.Deal.Id, wrong.Number, InvoiceKind.Cancellation));
        await db.SaveChangesAsync(cancellation);
        return new DraftResult.Drafted(back);
    }
}

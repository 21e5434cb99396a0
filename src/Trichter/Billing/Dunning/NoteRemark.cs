using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Dunning;

/// <summary>Notes that an invoice is disputed, promised, paid in instalments, or its customer insolvent; and that this has ended.</summary>
internal sealed class NoteRemark(Db db, Me me, TimelineWriter timeline, FindInvoice find, FindDeal deals)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid invoiceId, RemarkKind? kind, string text, DateOnly? until, CancellationToken cancellation = default)
    {
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: true } invoice }) return new Told("Nothing is here");
        if (kind is not { } its || !Enum.IsDefined(its)) return new Told("Choose one of the list.");
        if (text.Trim().Length > InvoiceRemark.LongestText) return new Told("At most {0} characters.", InvoiceRemark.LongestText);
        var today = (await deals.NowAsync(cancellation)).Day;
        if (its == RemarkKind.Promised && !(until >= today)) return new Told("Say until when it was promised.");

        db.InvoiceRemarks.Add(new InvoiceRemark { InvoiceId = invoice.Id, DealId = invoice.DealId, Kind = its, Text = text.Trim(), NotedOn = today, Until = its == RemarkKind.Promised ? until : null, NotedBy = me.Id });
        timeline.Record(new InvoiceRemarked(invoice.DealId, invoice.Number, its, text.Trim()));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>False when there is no such remark.</returns>
    public async Task<bool> EndAsync(Guid invoiceId, Guid remarkId, CancellationToken cancellation = default)
    {
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { } open) return false;
        if (await db.InvoiceRemarks.SingleOrDefaultAsync(its => its.Id == remarkId && its.InvoiceId == invoiceId && its.EndedOn == null, cancellation) is not { } remark) return false;

        remark.End((await deals.NowAsync(cancellation)).Day);
        timeline.Record(new InvoiceRemarkEnded(open.Deal.Id, open.Invoice.Number, remark.Kind));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record InvoiceRemarked(Guid DealId, string Number, RemarkKind Kind, string Text) : Happening(DealId)
{
    public override Told Told => new("noted of {0}: {1}", Number, Kind);

    public override string Icon => "alert-triangle";

    public override string? Quote => Text.Length > 0 ? Text : null;
}

public sealed record InvoiceRemarkEnded(Guid DealId, string Number, RemarkKind Kind) : Happening(DealId)
{
    public override Told Told => new("noted of {0}: no longer {1}", Number, Kind);

    public override string Icon => "circle-check";
}

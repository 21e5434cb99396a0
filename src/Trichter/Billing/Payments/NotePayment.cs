using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Payments;

/// <summary>Notes what was paid of an invoice, grants the agreed discount for paying early, and writes off a rest.</summary>
internal sealed class NotePayment(Db db, Me me, Change change, TimelineWriter timeline, FindInvoice find, SettleInvoices settle, DealFigures figures, Texts texts)
{
    /// <summary>More than is open stays as the customer's credit.</summary>
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid invoiceId, PaymentDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (Micros.Read(draft.Amount, texts.Culture) is not { } major || major <= 0) return new Told("This is not an amount of money.");
        if (draft.On is not { } on) return new Told("This is not a date.");
        if (draft.Reference.Trim().Length > Payment.LongestReference) return new Told("At most {0} characters.", Payment.LongestReference);

        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellation);
        await settle.WaitForTurnAsync(cancellation);
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: true } invoice } open) return new Told("Nothing is here");
        if (open.OpenMinor <= 0) return new Told("Nothing is open any more.");

        settle.Pay([open], new Money(Round.ToMinor(major), invoice.Currency, on, draft.Reference.Trim()));
        await SaveAsync(open, cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <param name="isFee">The bank kept it: a cost, and no loss of a claim.</param>
    /// <returns>What is wrong, or null when the rest was written off.</returns>
    public async Task<Told?> WriteOffAsync(Guid invoiceId, string reason, bool isFee = false, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (reason.Trim().Length is 0 or > Payment.LongestReference) return new Told("Say why, in up to {0} characters.", Payment.LongestReference);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await settle.WaitForTurnAsync(cancellation);
        if (await find.ForBillingAsync(invoiceId, cancellation) is not { Invoice: { IsIssued: true } invoice, OpenMinor: > 0 } open) return new Told("Nothing is open any more.");
        settle.Add(invoice, null, isFee ? AllocationKind.Fee : AllocationKind.WriteOff, open.OpenMinor, await TodayAsync(cancellation));
        timeline.Record(new RestWrittenOff(invoice.DealId, invoice.Number, open.OpenMinor, invoice.Currency, reason.Trim()));
        await SaveAsync(open, cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    private async Task<DateOnly> TodayAsync(CancellationToken cancellation)
    {
        var zone = await db.Workspaces.Select(workspace => workspace.TimeZone).SingleAsync(cancellation);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, Zones.Find(zone)));
    }

    private async Task SaveAsync(OpenInvoice open, CancellationToken cancellation)
    {
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

internal sealed record PaymentDraft(string Amount, DateOnly? On, string Reference);

/// <summary>The agreed discount for paying early (O25): of the gross amount, and only in time.</summary>
internal static class Skonto
{
    public static long? Of(Invoice invoice, DateOnly paidOn) =>
        invoice is { SkontoPercent: { } percent, SkontoDays: { } days, IssuedOn: { } issued } && paidOn <= issued.AddDays(days) ? Round.Percent(invoice.GrossMinor, percent) : null;
}

public sealed record PaymentReceived(Guid DealId, string Number, long AmountMinor, string Currency, DateOnly On) : Happening(DealId)
{
    public override Told Told => new("noted that {1} {2} were paid for {0} on {3}", Number, (AmountMinor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), Currency, On);

    public override string Icon => "cash";

    public override bool IsImportant => true;
}

public sealed record RestWrittenOff(Guid DealId, string Number, long AmountMinor, string Currency, string Reason) : Happening(DealId)
{
    public override Told Told => new("wrote off {1} {2} of {0}", Number, (AmountMinor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), Currency);

    public override string Icon => "cash";

    public override string? Quote => Reason;
}

public sealed record InvoiceReminded(Guid DealId, string Number, int Level) : Happening(DealId)
{
    public override Told Told => new("reminded the customer of {0} (level {1})", Number, Level);

    public override string Icon => "bell";

    public override bool IsImportant => true;
}

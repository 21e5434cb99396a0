using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Recurring;

/// <summary>
/// The run: one invoice for each order and period of the dry run, drafted or issued. Each is saved for itself together with the periods it bills, which the
/// database takes once, so that neither a crash nor a second run bills anything twice (O70).
/// </summary>
internal sealed class BillRecurring(Db db, Me me, Change change, TimelineWriter timeline, FindOrder orders, PlanRecurring plan, RecurringDue due, InvoiceHead heads, IssueInvoice issue)
{
    /// <param name="keys">Those of the dry run that were chosen; null for all.</param>
    public async Task<RecurringRun> RunAsync(DateOnly until, IReadOnlyCollection<string>? keys, bool isIssued, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        var planned = (await plan.RunAsync(until, cancellation: cancellation)).Invoices.Where(its => keys is null || keys.Contains(its.Key)).ToList();
        var run = new RecurringRun([], [], (keys?.Count ?? planned.Count) - planned.Count);
        foreach (var its in planned)
        {
            if (await DraftAsync(its, cancellation) is not { } invoice) run.Refused.Add(new(its, null, [new Told("Somebody else has billed or changed it meanwhile.")]));
            else if (isIssued && await issue.RunAsync(invoice.Id, cancellation) is var result and not IssueResult.Issued) run.Refused.Add(new(its, invoice.Id, result is IssueResult.Stopped stopped ? stopped.Against : [new Told("Nothing is here")]));
            else run.Written.Add(new(its, invoice.Id, []));
            db.ChangeTracker.Clear();
        }

        return run;
    }

    /// <returns>Null when it was billed or changed meanwhile.</returns>
    private async Task<Invoice?> DraftAsync(PlannedInvoice planned, CancellationToken cancellation)
    {
        if (await orders.VisibleAsync(planned.Order.Id, cancellation) is not { } open || (open.Order.Revision, open.Order.State) != (planned.Order.Revision, planned.Order.State)) return null;

        var invoice = await heads.OfAsync(open, InvoiceKind.Recurring, cancellation);
        (invoice.FreightMinor, invoice.SupplyFrom, invoice.SupplyTo) = (0, planned.From, planned.To);
        var lines = planned.Lines.SelectMany(line => line.Charges.Select(charge => LineOf(invoice, line, charge))).ToList();
        for (var at = 0; at < lines.Count; at++) lines[at].Position = at;
        invoice.AddUp(lines);
        open.Order.Step();
        db.Invoices.Add(invoice);
        db.InvoiceLines.AddRange(lines);
        db.BilledPeriods.AddRange(planned.Lines.Select(line => new BilledPeriod { RecurringId = line.Recurring.Id, InvoiceId = invoice.Id, DealId = invoice.DealId, FromDay = planned.From, ToDay = planned.To }));
        var ids = planned.Lines.ConvertAll(line => line.Recurring.Id);
        await due.RefreshAsync(await db.RecurringLines.Where(line => ids.Contains(line.Id)).ToListAsync(cancellation), cancellation);
        timeline.Record(new PeriodDrafted(open.Deal.Id, open.Order.Number, planned.From, planned.To));
        try
        {
            await db.SaveChangesAsync(cancellation);
            return invoice;
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();
            change.Continue(change.Id, await db.Changes.AnyAsync(its => its.Id == change.Id, cancellation));
            return null;
        }
    }

    private static InvoiceLine LineOf(Invoice invoice, PlannedLine planned, Charge charge)
    {
        var line = new InvoiceLine { InvoiceId = invoice.Id, DealId = invoice.DealId, Key = planned.Line.Key, PeriodFrom = charge.From, PeriodTo = charge.To };
        line.TakeFrom(planned.Line);
        (line.Quantity, line.Price, line.Term) = ((planned.Line.Quantity - planned.Line.Cancelled) * charge.Count, charge.Price, null);
        if (!charge.IsPart) return line;

        var texts = Texts.In(invoice.Language, TimeZoneInfo.Utc);
        var part = texts["Part of a period: {0} of {1} days, of {2} for the whole.", charge.Days, charge.Whole, Micros.Write(charge.WholePrice, texts.Culture)];
        line.Text = line.Text.Length == 0 ? part : $"{line.Text}\n{part}";
        return line;
    }
}

/// <summary>What came of a run.</summary>
/// <param name="Gone">Chosen, but no longer due: somebody billed it before.</param>
internal sealed record RecurringRun(List<RunResult> Written, List<RunResult> Refused, int Gone);

/// <param name="InvoiceId">Null where there is not even a draft.</param>
internal sealed record RunResult(PlannedInvoice Planned, Guid? InvoiceId, IReadOnlyList<Told> Why);

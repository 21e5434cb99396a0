using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Recurring;

/// <summary>Keeps with each line the day on which its next period can be billed, so that a list of what is due need not count. The caller saves.</summary>
internal sealed class RecurringDue(Db db)
{
    public async Task RefreshAsync(IReadOnlyCollection<RecurringLine> lines, CancellationToken cancellation)
    {
        var ids = lines.Select(line => line.Id).ToList();
        var billed = await db.StoredAndNewAsync(db.BilledPeriods.Where(its => ids.Contains(its.RecurringId)), its => its.RecurringId, cancellation);
        foreach (var line in lines) line.DueOn = NextOf(line, billed[line.Id].ToList());
    }

    /// <summary>Frees the periods that an invoice billed, which is thrown away or taken back.</summary>
    public async Task FreeAsync(Guid invoiceId, CancellationToken cancellation)
    {
        var billed = await db.BilledPeriods.Where(its => its.InvoiceId == invoiceId).ToListAsync(cancellation);
        if (billed.Count == 0) return;

        db.BilledPeriods.RemoveRange(billed);
        var ids = billed.ConvertAll(its => its.RecurringId);
        await RefreshAsync(await db.RecurringLines.Where(line => ids.Contains(line.Id)).ToListAsync(cancellation), cancellation);
    }

    private static DateOnly? NextOf(RecurringLine line, List<BilledPeriod> billed)
    {
        var far = (billed.Count == 0 || billed.Max(its => its.ToDay) < line.StartsOn ? line.StartsOn : billed.Max(its => its.ToDay)).AddYears(2);
        var next = Periods.Of(line.StartsOn, line.EndsOn, line.BillEvery, line.ByCalendar, far).FirstOrDefault(its => !billed.Exists(one => one.FromDay <= its.To && one.ToDay >= its.From));
        return next is null ? null : line.Timing == BillTiming.Advance ? next.From : next.To.AddDays(1);
    }
}

/// <summary>After something was taken back, other periods are due.</summary>
internal sealed class DueAfterUndo(Db db, RecurringDue due) : IAfterUndo
{
    public async Task RunAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellation)
    {
        foreach (var portion in subjects.Chunk(400))
            await due.RefreshAsync(await db.RecurringLines.Where(line => portion.Contains(line.DealId)).ToListAsync(cancellation), cancellation);
    }
}

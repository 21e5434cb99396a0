using Microsoft.EntityFrameworkCore;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Recurring;

/// <summary>Ends what is charged again and again: not before the notice has run and the minimum term is over, and not before what is billed already.</summary>
internal sealed class EndRecurring(Db db, Me me, TimelineWriter timeline, FindOrder orders, RecurringDue due)
{
    /// <returns>What is wrong, or null when it was ended.</returns>
    public async Task<RecurringFault?> RunAsync(Guid orderId, Guid lineKey, DateOnly? noticedOn, DateOnly? endsOn, string by, CancellationToken cancellation = default)
    {
        if (await FindAsync(orderId, lineKey, cancellation) is not ({ } its, { } open, { } line)) return new("ends", new Told("Nothing is here"));
        if (noticedOn is not { } noticed) return new("noticed", new Told("This is not a date."));
        if (endsOn is not { } ends) return new("ends", new Told("This is not a date."));
        if (by.Trim().Length is 0 or > RecurringLine.LongestName) return new("by", new Told("Say who gave notice, in up to {0} characters.", RecurringLine.LongestName));
        if (its.EarliestEnd(noticed, line.Interval, line.Term) is var earliest && ends < earliest)
            return new("ends", new Told("It runs until {0} at least: the notice takes until {1}, the minimum term until {2}.", earliest, its.NoticeUntil(noticed), its.BoundUntil(line.Interval, line.Term)));
        if (await db.BilledPeriods.Where(one => one.RecurringId == its.Id).OrderByDescending(one => one.ToDay).Select(one => (DateOnly?)one.ToDay).FirstOrDefaultAsync(cancellation) is { } billed && ends < billed)
            return new("ends", new Told("It is billed until {0} already. Cancel that invoice first, or end it later.", billed));

        its.End(noticed, by.Trim(), ends);
        await due.RefreshAsync([its], cancellation);
        timeline.Record(new RecurringEnded(open.Deal.Id, open.Order.Number, line.Name, by.Trim(), noticed, ends));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Takes the notice back; not when the last period was billed as a part of one.</summary>
    public async Task<Told?> GoOnAsync(Guid orderId, Guid lineKey, CancellationToken cancellation = default)
    {
        if (await FindAsync(orderId, lineKey, cancellation) is not ({ EndsOn: { } ends } its, { } open, { } line)) return new Told("Nothing is here");
        if (await db.BilledPeriods.AnyAsync(one => one.RecurringId == its.Id && one.ToDay == ends, cancellation)) return new Told("Its last period is billed already. Cancel that invoice first.");

        its.GoOn();
        await due.RefreshAsync([its], cancellation);
        timeline.Record(new RecurringGoesOn(open.Deal.Id, open.Order.Number, line.Name));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private async Task<(RecurringLine? Its, OpenOrder? Open, OrderLine? Line)> FindAsync(Guid orderId, Guid lineKey, CancellationToken cancellation)
    {
        me.Must(Right.Bill);
        var open = await orders.VisibleAsync(orderId, cancellation);
        return (open is null ? null : await db.RecurringLines.SingleOrDefaultAsync(its => its.OrderId == orderId && its.LineKey == lineKey, cancellation), open, open?.Lines.Find(line => line.Key == lineKey));
    }
}

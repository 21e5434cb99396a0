using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Offers.Products;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Billing.Recurring;

/// <summary>Sets when a line of an order is billed again and again, and what its price is raised by. Once a period is billed, its cut stays.</summary>
internal sealed class SetRecurring(Db db, Me me, TimelineWriter timeline, FindOrder orders, RecurringDue due, Texts texts)
{
    private const int MostIncreases = 100;

    /// <returns>What is wrong, or null when it was saved.</returns>
    public async Task<RecurringFault?> RunAsync(Guid orderId, Guid lineKey, RecurringTyped typed, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        if (await orders.VisibleAsync(orderId, cancellation) is not { } open || open.Lines.Find(line => line.Key == lineKey && line.Interval != Interval.Once) is not { } line) return new("starts", new Told("Nothing is here"));
        if (typed.StartsOn is not { } starts) return new("starts", new Told("This is not a date."));
        if (typed.BillEvery is not { } every || !Periods.IsMadeOf(every, line.Interval)) return new("every", new Told("A price {0} cannot be billed {1}.", line.Interval, typed.BillEvery ?? Interval.Once));
        if (!int.TryParse(typed.Notice.Length == 0 ? "0" : typed.Notice, NumberStyles.None, CultureInfo.InvariantCulture, out var notice) || notice > RecurringLine.MostNotice) return new("notice", new Told("A whole number up to {0}.", RecurringLine.MostNotice));
        if (typed.NoticeUnit is not { } unit) return new("notice-unit", new Told("Choose one of the list."));
        var increases = new List<PriceIncrease>();
        foreach (var (from, percent, source) in typed.Increases)
        {
            if (FormValues.Day(from) is not { } day) return new("increases", new Told("This is not a date."));
            if (Micros.Read(percent, texts.Culture) is not { } read || read is <= -100 or > 1000 or 0) return new("increases", new Told("A percentage above −100, and not 0."));
            if (source.Length is 0 or > RecurringLine.LongestSource) return new("increases", new Told("Say by which agreement or index the price changes."));
            increases.Add(new(day, read, source));
        }

        if (increases.Count > MostIncreases) return new("increases", new Told("A whole number up to {0}.", MostIncreases));

        var its = await db.RecurringLines.SingleOrDefaultAsync(one => one.OrderId == orderId && one.LineKey == lineKey, cancellation);
        if (its is not null && (its.StartsOn, its.BillEvery, its.ByCalendar) != (starts, every, typed.ByCalendar) && await db.BilledPeriods.AnyAsync(one => one.RecurringId == its.Id, cancellation))
            return new("starts", new Told("Periods of it are billed already: start and length of the periods stay as they are."));
        if (its is null) db.RecurringLines.Add(its = new RecurringLine { OrderId = orderId, DealId = open.Deal.Id, LineKey = lineKey });

        (its.StartsOn, its.BillEvery, its.ByCalendar, its.Timing) = (starts, every, typed.ByCalendar, typed.Timing ?? BillTiming.Advance);
        (its.Notice, its.NoticeUnit) = (notice, unit);
        its.Increases = [.. increases.OrderBy(one => one.From)];
        await due.RefreshAsync([its], cancellation);
        timeline.Record(new RecurringAgreed(open.Deal.Id, open.Order.Number, line.Name, starts));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

/// <summary>What is typed of a line that is charged again and again.</summary>
/// <param name="Increases">From which day, by how many percent, by which agreement.</param>
internal sealed record RecurringTyped(DateOnly? StartsOn, Interval? BillEvery, BillTiming? Timing, bool ByCalendar, string Notice, NoticeUnit? NoticeUnit, IReadOnlyList<(string From, string Percent, string Source)> Increases)
{
    public static RecurringTyped Of(RecurringLine line, CultureInfo culture) => new(
        line.StartsOn, line.BillEvery, line.Timing, line.ByCalendar, line.Notice.ToString(CultureInfo.InvariantCulture), line.NoticeUnit,
        line.Increases.ConvertAll(its => (its.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Micros.Write(its.Percent, culture), its.Source)));

    public static RecurringTyped Read(IFormCollection form)
    {
        var (from, percent, source) = (form["increase-from"], form["increase-percent"], form["increase-source"]);
        return new(
            FormValues.Day(form["starts"]), FormValues.One<Interval>(form["every"]), FormValues.One<BillTiming>(form["timing"]), form["calendar"] == "true", form["notice"].ToString().Trim(), FormValues.One<NoticeUnit>(form["notice-unit"]),
            [.. Enumerable.Range(0, Math.Min(from.Count, Math.Min(percent.Count, source.Count))).Select(row => (from[row]!.Trim(), percent[row]!.Trim(), source[row]!.Trim())).Where(row => row.Item1.Length + row.Item2.Length + row.Item3.Length > 0)]);
    }
}

/// <param name="Field">Of the form.</param>
internal sealed record RecurringFault(string Field, Told Why);

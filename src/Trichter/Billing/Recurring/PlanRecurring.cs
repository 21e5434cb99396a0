using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Offers.Products;
using Trichter.Orders;
using Trichter.Platform.Language;

namespace Trichter.Billing.Recurring;

/// <summary>The dry run: which periods of which orders can be billed, what each comes to, and what is left out and why. Writes nothing (O70).</summary>
internal sealed class PlanRecurring(Db db, FindOrder orders)
{
    private const int Most = 500;
    private const int MostPeriods = 60;

    /// <param name="until">Bills what is due up to this day.</param>
    /// <param name="orderId">Only of this order; null for all.</param>
    public async Task<RecurringPlan> RunAsync(DateOnly until, Guid? orderId = null, CancellationToken cancellation = default)
    {
        var ahead = (await db.RecurringRules.AsNoTracking().SingleOrDefaultAsync(cancellation))?.DaysAhead ?? 0;
        var seen = orders.Visible(db.Orders.AsNoTracking()).Where(order => orderId == null || order.Id == orderId);
        var plan = new RecurringPlan(until, ahead, [], []);
        var due = db.RecurringLines.AsNoTracking().Where(RecurringLine.IsDueBy(until, ahead)).Where(line => seen.Any(order => order.Id == line.OrderId));
        var found = await due.OrderBy(line => line.DueOn).ThenBy(line => line.Id).Take(Most + 1).ToListAsync(cancellation);
        if (found.Count > Most) (plan.More, found) = (await due.CountAsync(cancellation) - Most, found[..Most]);

        var ids = found.ConvertAll(line => line.Id);
        var ordered = found.ConvertAll(line => line.OrderId).Distinct().ToList();
        var heads = await db.Orders.AsNoTracking().Where(order => ordered.Contains(order.Id)).ToDictionaryAsync(order => order.Id, cancellation);
        var lines = (await db.OrderLines.AsNoTracking().Where(line => ordered.Contains(line.OrderId)).ToListAsync(cancellation)).ToLookup(line => line.OrderId);
        var billed = (await db.BilledPeriods.AsNoTracking().Where(its => ids.Contains(its.RecurringId)).ToListAsync(cancellation)).ToLookup(its => its.RecurringId);
        var charges = new List<PlannedLine>();
        foreach (var line in found)
        {
            var its = lines[line.OrderId].FirstOrDefault(one => one.Key == line.LineKey);
            if (Against(heads[line.OrderId], its) is { } why) plan.LeftOut.Add(new(heads[line.OrderId], its?.Name ?? "", why));
            else charges.AddRange(Due(line, its!, plan, heads[line.OrderId], billed[line.Id]));
        }

        plan.Invoices.AddRange(charges.GroupBy(charge => (charge.Line.OrderId, charge.Period.From, charge.Period.To))
            .Select(group => new PlannedInvoice(heads[group.Key.OrderId], group.Key.From, group.Key.To, [.. group.OrderBy(charge => charge.Line.Position)]))
            .OrderBy(invoice => invoice.From).ThenBy(invoice => invoice.Order.Number, StringComparer.Ordinal));
        await WithoutStartAsync(plan, seen, cancellation);
        return plan;
    }

    /// <summary>The days of the periods that an invoice bills, the price that holds for each, and what a part of a period costs (O8).</summary>
    public static List<Charge> ChargesOf(RecurringLine recurring, OrderLine line, Period period)
    {
        var charges = new List<Charge>();
        foreach (var its in Periods.Within(recurring, line.Interval, period))
        {
            var price = recurring.PriceOn(line.Price!.Value, its.From);
            if (!its.IsPart && charges.Count > 0 && charges[^1] is { IsPart: false } last && last.Price == price) charges[^1] = last with { To = its.To, Count = last.Count + 1 };
            else charges.Add(new(its.From, its.To, 1, its.IsPart ? PartOf(price, its, line.Quantity - line.Cancelled) : price, its.IsPart, its.Days, its.Whole, price));
        }

        return charges;
    }

    /// <summary>R(price × days ÷ days of the period); of several pieces the price of one keeps six decimals, so that the line is rounded once.</summary>
    private static decimal PartOf(decimal price, Period period, decimal quantity) =>
        Micros.Plain(Math.Round(price * period.Days / period.Whole, quantity == 1 ? 2 : 6, MidpointRounding.AwayFromZero));

    private static Told? Against(Order order, OrderLine? line) => (order.State, line) switch
    {
        (OrderState.Cancelled, _) => new Told("The order is cancelled."),
        (OrderState.Taken, _) => new Told("The order is not confirmed."),
        (_, null or { Interval: Interval.Once }) => new Told("The line is no longer part of the order."),
        (_, { Price: null }) => new Told("The line has no price."),
        (_, { } its) when its.Quantity - its.Cancelled <= 0 => new Told("The line is cancelled."),
        _ => null,
    };

    private static IEnumerable<PlannedLine> Due(RecurringLine recurring, OrderLine line, RecurringPlan plan, Order order, IEnumerable<BilledPeriod> billed)
    {
        var known = billed.ToList();
        var last = recurring.Timing == BillTiming.Advance ? plan.Until.AddDays(plan.DaysAhead) : plan.Until;
        var due = Periods.Of(recurring.StartsOn, recurring.EndsOn, recurring.BillEvery, recurring.ByCalendar, last)
            .Where(its => (recurring.Timing == BillTiming.Advance || its.To < plan.Until) && !known.Exists(one => one.FromDay <= its.To && one.ToDay >= its.From)).Take(MostPeriods + 1).ToList();
        if (due.Count > MostPeriods) plan.LeftOut.Add(new(order, line.Name, new Told("More than {0} periods are due; the later ones come with the next run.", MostPeriods)));
        return due.Take(MostPeriods).Select(period => new PlannedLine(recurring, line, period, ChargesOf(recurring, line, period)));
    }

    private async Task WithoutStartAsync(RecurringPlan plan, IQueryable<Order> seen, CancellationToken cancellation)
    {
        var missing = from line in db.OrderLines.AsNoTracking()
                      where line.Interval != Interval.Once && line.Quantity > line.Cancelled && !db.RecurringLines.Any(its => its.OrderId == line.OrderId && its.LineKey == line.Key)
                      join order in seen on line.OrderId equals order.Id
                      where order.State == OrderState.Confirmed || order.State == OrderState.Fulfilled
                      orderby order.Id, line.Position
                      select new { order, line.Name };
        var rows = await missing.Take(Most + 1).ToListAsync(cancellation);
        plan.LeftOut.AddRange(rows.Take(Most).Select(row => new LeftOut(row.order, row.Name, new Told("It is not set from when on it is billed."))));
        if (rows.Count > Most) plan.More += await missing.CountAsync(cancellation) - Most;
    }
}

/// <param name="Invoices">One for each order and period.</param>
internal sealed record RecurringPlan(DateOnly Until, int DaysAhead, List<PlannedInvoice> Invoices, List<LeftOut> LeftOut)
{
    /// <summary>Lines that were not looked at, because there are so many.</summary>
    public int More { get; set; }
}

/// <summary>An invoice that the run would write.</summary>
internal sealed record PlannedInvoice(Order Order, DateOnly From, DateOnly To, List<PlannedLine> Lines)
{
    public string Key => FormattableString.Invariant($"{Order.Id}|{From:yyyy-MM-dd}|{To:yyyy-MM-dd}");

    public DocumentTotals Totals()
    {
        var discount = Order.DiscountPercent is { } percent ? Reduction.Discount(percent) : null;
        List<PricedLine> priced = [.. Lines.SelectMany(line => line.Charges.Select(charge => line.Line.Priced with { Quantity = (line.Line.Quantity - line.Line.Cancelled) * charge.Count, Price = charge.Price }))];
        return Order.IsGross ? DocumentTotals.OfGrossPrices(priced, discount) : DocumentTotals.Of(priced, discount);
    }
}

internal sealed record PlannedLine(RecurringLine Recurring, OrderLine Line, Period Period, List<Charge> Charges);

/// <summary>Whole periods of the price that cost the same, or a part of one.</summary>
/// <param name="Price">Of one unit, for one period or for the part.</param>
/// <param name="WholePrice">For a whole period.</param>
internal sealed record Charge(DateOnly From, DateOnly To, int Count, decimal Price, bool IsPart, int Days, int Whole, decimal WholePrice);

internal sealed record LeftOut(Order Order, string Line, Told Why);

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Columns;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Offers.Quotes.Edit;
using Trichter.Orders;
using Trichter.Orders.Deliver;
using Trichter.Orders.Edit;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Exchange.Import.Sales;

/// <summary>
/// Takes rows over as lines of orders, whole orders or none: a line that does not fit refuses the others of its order, too. An order that is known by its
/// number with the customer stays as it is, since orders are changed by changes of orders alone. Lines with a day of delivery count as delivered.
/// </summary>
internal sealed class ImportOrders(Db db, Change change, FindDeal deals, OrderTerms terms, WriteOrderLines write, KeepOrder keep, NoteDelivery deliver, Texts texts) : IImportRows
{
    public ImportKind Kind => ImportKind.Orders;

    public async Task RunAsync(Portion portion, CancellationToken cancellation)
    {
        // Each order is saved by itself, since the next number depends on it.
        db.ChangeTracker.AutoDetectChangesEnabled = true;
        var named = portion.Rows.Select(row => row["deal"]).Where(name => name.Length > 0).Distinct().ToList();
        var found = await db.Deals.Where(deal => named.Contains(deal.Name) || (deal.ExternalId != "" && named.Contains(deal.ExternalId))).Select(deal => new { deal.Id, deal.Name, deal.ExternalId, deal.CompanyId }).ToListAsync(cancellation);
        var ids = named.ToDictionary(name => name, name => (found.Where(deal => deal.ExternalId == name).ToList() is { Count: > 0 } exact ? exact : found.Where(deal => deal.Name == name)).Select(deal => deal.Id).ToList());
        var numbers = portion.Rows.Select(row => row["number"]).Distinct().ToList();
        var known = (await db.Orders.Where(order => order.State != OrderState.Cancelled && numbers.Contains(order.CustomerNumber)).Select(order => new { order.CompanyId, order.DealId, order.CustomerNumber }).ToListAsync(cancellation)).ToList();

        var today = (await deals.NowAsync(cancellation)).Day;
        foreach (var group in portion.Rows.GroupBy(LinesTogether.KeyOf))
        {
            var order = group.ToList();
            if (FaultsOf(order, ids, today) is { Count: > 0 } faults)
            {
                Refuse(order, faults, portion);
                continue;
            }

            var deal = (await deals.ForChangeAsync(ids[order[0]["deal"]][0], cancellation))!;
            var isKnown = known.Exists(its => its.CustomerNumber == order[0]["number"] && (its.DealId == deal.Id || (deal.CompanyId != null && its.CompanyId == deal.CompanyId)));
            if (isKnown && portion.Plan.Mapping.Mode == ImportMode.Create) Refuse(order, All(order, "number", new Told("There is such a record already.")), portion);
            else if (isKnown) portion.Unchanged += order.Count;
            else if (portion.Plan.Mapping.Mode == ImportMode.Update) Refuse(order, All(order, "number", new Told("There is no such record to update.")), portion);
            else await TakeAsync(order, deal, portion, cancellation);
        }
    }

    private async Task TakeAsync(List<MappedRow> order, Deal deal, Portion portion, CancellationToken cancellation)
    {
        var ordered = FormValues.Day(order[0]["ordered_on"])!.Value;
        var head = await terms.OfAsync(deal, ordered, cancellation);
        if (order[0].Has("currency")) head.Currency = order[0]["currency"].ToUpperInvariant();
        var faults = new Dictionary<string, Told>();
        var written = await write.RunAsync(head, [.. order.Select(Typed)], deal.CompanyId, ordered, faults, cancellation: cancellation);
        if (written.Lines.Count != order.Count && order.Select(row => row["delivered_on"]).Distinct().Skip(1).Any()) faults["lines"] = new Told("Products that bring others along are delivered together: give all lines of the order the same day.");
        if (written.IsStopped) faults.TryAdd("lines", written.Notes.First(note => note.Stops).Words);
        if (faults.Count > 0)
        {
            Refuse(order, ByRow(order, written, faults), portion);
            return;
        }

        var promised = order.Select(row => FormValues.Day(row["promised_on"])).Max();
        var delivered = order.Exists(row => row.Has("delivered_on"));
        var draft = new OrderDraft(order[0]["number"], ordered, promised);
        if (await keep.RunAsync(deal, head, written.Lines, draft, null, also: its => { if (delivered) its.Confirm(change.Now); }, cancellation) is not OrderResult.Taken taken)
        {
            Refuse(order, All(order, "number", new Told("This file has another order of this customer with this number.")), portion);
            return;
        }

        if (delivered) await DeliverAsync(taken.Order, order, written, cancellation);
        portion.Created += order.Count;
    }

    /// <summary>One delivery for each day that the lines name.</summary>
    private async Task DeliverAsync(Order order, List<MappedRow> rows, WrittenLines written, CancellationToken cancellation)
    {
        var lines = written.Lines.Select((line, index) => (Line: line, On: FormValues.Day(rows[Math.Min(index, rows.Count - 1)]["delivered_on"])));
        foreach (var day in lines.Where(its => its.On is not null).GroupBy(its => its.On!.Value).OrderBy(day => day.Key))
        {
            var items = day.Select(its => new DeliveredItem(its.Line.Key, its.Line.Quantity, "")).ToList();
            if (await deliver.RunAsync(order.Id, new DeliveryDraft(day.Key, items, ""), cancellation) is { } why) throw new InvalidOperationException($"{order.CustomerNumber}: {why}");
        }
    }

    private static Dictionary<MappedRow, RowFault> FaultsOf(List<MappedRow> order, Dictionary<string, List<Guid>> ids, DateOnly today)
    {
        var faults = new Dictionary<MappedRow, RowFault>();
        foreach (var row in order)
            if ((row.Fault ?? FaultOf(row, order[0], ids, today)) is { } fault) faults[row] = fault;
        return faults;
    }

    private static RowFault? FaultOf(MappedRow row, MappedRow first, Dictionary<string, List<Guid>> ids, DateOnly today)
    {
        if (!row.Has("number") || row["number"].Length > Order.LongestNumber) return new("number", new Told("The number of the order is needed, up to {0} characters.", Order.LongestNumber));
        if (!row.Has("deal") || ids[row["deal"]].Count == 0) return new("deal", new Told("There is no such deal."));
        if (ids[row["deal"]].Count > 1) return new("deal", new Told("Nothing is called {0} here, or several are.", row["deal"]));
        foreach (var target in new[] { "ordered_on", "currency" })
            if (row.Has(target) && row[target] != first[target]) return new(target, new Told("Another line of this order says otherwise: {0}.", first[target]));
        if (FormValues.Day(first["ordered_on"]) is not { } ordered || ordered > today) return new("ordered_on", new Told("The day of the order is needed; it lies not in the future."));
        if (FormValues.Day(row["promised_on"]) < ordered) return new("promised_on", new Told("The end lies before the beginning."));
        if (FormValues.Day(row["delivered_on"]) is { } on && (on < ordered || on > today)) return new("delivered_on", new Told("A delivery lies not before the order, and not in the future."));
        if (first.Has("currency") && !(first["currency"].Length == 3 && first["currency"].All(char.IsAsciiLetter))) return new("currency", new Told("Three letters, such as EUR or PLN."));
        return Micros.Read(row["quantity"], CultureInfo.InvariantCulture) is > 0 ? null : new("quantity", new Told("A quantity above zero."));
    }

    private LineTyped Typed(MappedRow row) => new()
    {
        Article = row["article"],
        Name = row["name"],
        Quantity = Number(row, "quantity"),
        Unit = ChoiceWords.UnitOf(row["unit"]),
        Price = Number(row, "price"),
        Discount = Number(row, "discount"),
    };

    private string Number(MappedRow row, string target) => Micros.Read(row[target], CultureInfo.InvariantCulture) is { } number ? Micros.Write(number, texts.Culture) : row[target];

    private static Dictionary<MappedRow, RowFault> All(List<MappedRow> order, string target, Told why) => order.ToDictionary(row => row, _ => new RowFault(target, why));

    /// <summary>A product that brings others along makes more lines than there are rows; then the order as a whole is told.</summary>
    private static Dictionary<MappedRow, RowFault> ByRow(List<MappedRow> order, WrittenLines written, Dictionary<string, Told> faults)
    {
        var byRow = new Dictionary<MappedRow, RowFault>();
        foreach (var (field, why) in faults)
            if (field.Split('-') is ["line", var index, var cell] && written.Lines.Count == order.Count) byRow.TryAdd(order[int.Parse(index, CultureInfo.InvariantCulture)], new RowFault(cell, why));
            else byRow.TryAdd(order[0], new RowFault("", why));
        return byRow;
    }

    private static void Refuse(List<MappedRow> order, Dictionary<MappedRow, RowFault> faults, Portion portion)
    {
        foreach (var row in order) portion.Refuse(row, faults.GetValueOrDefault(row) ?? new RowFault("", new Told("Another line of this order does not fit.")));
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Offers.Quotes;
using Trichter.Orders.Edit;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Orders.Changes;

/// <summary>Changes what was ordered: the next version, with why and who agreed, never below what was delivered or billed; what it said before is kept (O64). It has to be confirmed anew.</summary>
internal sealed class ChangeOrder(Db db, Me me, Change change, TimelineWriter timeline, FindOrder find, FindDeal deals, WriteOrderLines write, IEnumerable<IOrderFloor> floors, DealFigures figures, Texts texts)
{
    public async Task<OrderChange> RunAsync(Guid orderId, OrderForm form, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(orderId, cancellation) is not { Order.MayBeChanged: true } open) return new OrderChange.NotFound();

        var (order, faults) = (open.Order, new Dictionary<string, Told>());
        var head = Head(order);
        form.Terms.WriteTo(head, texts.Culture, faults);
        var draft = form.Draft(faults);
        if (form.Reason.Length is 0 or > Order.LongestReason) faults["reason"] = new Told("Say why, in up to {0} characters.", Order.LongestReason);
        if (form.AgreedBy.Length is 0 or > Order.LongestName) faults["agreed-by"] = new Told("Say who of the customer agreed.");
        var written = await write.RunAsync(head, form.Terms.Lines, order.CompanyId, (await deals.NowAsync(cancellation)).Day, faults, open.Lines, cancellation);
        form.Terms.Lines = written.Typed;
        if (written.IsStopped) faults.TryAdd("lines", written.Notes.First(note => note.Stops).Words);
        await KeepFloorAsync(open, written.Lines, faults, cancellation);
        if (draft.CustomerNumber.Length > 0 && order.CompanyId is not null && await db.Orders.AnyAsync(other => other.Id != order.Id && other.CompanyId == order.CompanyId && other.CustomerNumber == draft.CustomerNumber && other.State != OrderState.Cancelled, cancellation))
            faults.TryAdd("customer-number", new Told("Another order of this customer has this number."));
        if (faults.Count > 0) return new OrderChange.Faulty(faults);
        if (order.Version != form.Terms.Seen) return new OrderChange.ChangedMeanwhile(order.Version);

        db.OrderVersions.Add(Kept(open));
        order.TakeFrom(head);
        (order.CustomerNumber, order.OrderedOn, order.PromisedOn) = (draft.CustomerNumber, draft.OrderedOn!.Value, draft.PromisedOn);
        order.Revise(form.Reason, form.AgreedBy);
        WriteLines(open, written.Lines);
        order.Take(open.Lines);
        order.Fulfil(OpenQuantities.IsEverythingDelivered(open.Lines, open.Deliveries));
        order.Step();
        timeline.Record(new OrderChanged(open.Deal.Id, order.Number, order.Revision, form.AgreedBy, form.Reason));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new OrderChange.Changed(order);
    }

    /// <summary>The head of the order to type over; never stored.</summary>
    public static QuoteVersion Head(Order order)
    {
        var head = new QuoteVersion { QuoteId = Guid.Empty, DealId = order.DealId, Number = order.Revision, Language = order.Language, Currency = order.Currency, CreatedAt = order.CreatedAt };
        head.TakeFrom(order);
        return head;
    }

    private async Task KeepFloorAsync(OpenOrder open, List<QuoteLine> lines, Dictionary<string, Told> faults, CancellationToken cancellation)
    {
        var least = open.Lines.ToDictionary(line => line.Key, line => OpenQuantities.DeliveredOf(line, open.Deliveries) + line.Cancelled);
        foreach (var floor in floors)
            foreach (var (key, quantity) in await floor.OfAsync(open.Order.Id, cancellation))
                if (least.TryGetValue(key, out var so) && quantity > so) least[key] = quantity;

        foreach (var line in open.Lines.Where(line => least[line.Key] > 0))
        {
            var index = lines.FindIndex(its => its.Key == line.Key);
            if (index >= 0 && lines[index].Quantity >= least[line.Key]) continue;
            faults.TryAdd(index < 0 ? "lines" : $"line-{index}-quantity", new Told("{0}: {1} are delivered, billed or cancelled already; it cannot be fewer.", line.Name, Micros.Write(least[line.Key], texts.Culture)));
        }
    }

    private OrderVersion Kept(OpenOrder open)
    {
        var order = open.Order;
        var kept = new OrderVersion
        {
            OrderId = order.Id,
            DealId = order.DealId,
            Number = order.Revision,
            Reason = order.ChangeReason,
            AgreedBy = order.AgreedBy,
            CustomerNumber = order.CustomerNumber,
            OrderedOn = order.OrderedOn,
            PromisedOn = order.PromisedOn,
            ConfirmedAt = order.ConfirmedAt,
            Language = order.Language,
            Currency = order.Currency,
            Lines = open.Lines.ConvertAll(KeptLine.Of),
            KeptAt = change.Now,
            KeptBy = me.Id,
        };
        kept.TakeFrom(order);
        return kept;
    }

    private void WriteLines(OpenOrder open, List<QuoteLine> written)
    {
        var known = open.Lines.ToDictionary(line => line.Key);
        open.Lines.Clear();
        foreach (var its in written)
        {
            if (!known.Remove(its.Key, out var line)) db.OrderLines.Add(line = new OrderLine { OrderId = open.Order.Id, DealId = open.Deal.Id, Key = its.Key });
            line.ListPrice = its.ListPrice ?? (line.ProductId == its.ProductId && line.Basis == its.Basis ? line.ListPrice : null);
            line.TakeFrom(its);
            line.Position = its.Position;
            open.Lines.Add(line);
        }

        db.OrderLines.RemoveRange(known.Values);
    }
}

/// <summary>How much of an order's lines later modules have built upon, by key: a change does not go below that.</summary>
public interface IOrderFloor
{
    Task<IReadOnlyDictionary<Guid, decimal>> OfAsync(Guid orderId, CancellationToken cancellation);
}

internal abstract record OrderChange
{
    public sealed record Changed(Order Order) : OrderChange;

    /// <param name="Faults">Field of the form → what is wrong with it.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : OrderChange;

    /// <param name="Now">The version that there is now.</param>
    public sealed record ChangedMeanwhile(int Now) : OrderChange;

    public sealed record NotFound : OrderChange;
}

using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Numbers;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Orders.Deliver;

/// <summary>Writes a delivery note for what was delivered or done, never more than is open; and what the customer says of it.</summary>
internal sealed class NoteDelivery(Db db, Me me, Change change, TimelineWriter timeline, FindOrder find, FindDeal deals, GiveNumber numbers, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid orderId, DeliveryDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(orderId, cancellation) is not { Order.IsOpen: true } open) return new Told("Nothing is here");
        if (draft.On is not { } on) return new Told("Say on which day it was delivered.");
        if (on > (await deals.NowAsync(cancellation)).Day) return new Told("A delivery lies not in the future.");
        if (draft.Note.Trim().Length > Delivery.LongestText || draft.Items.Any(item => item.Serials.Length > Delivery.LongestText)) return new Told("At most {0} characters.", Delivery.LongestText);
        var items = draft.Items.Where(item => item.Quantity != 0).ToList();
        if (items.Count == 0) return new Told("Say how much was delivered.");
        foreach (var item in items.GroupBy(item => item.LineKey))
        {
            if (open.Lines.Find(line => line.Key == item.Key) is not { } line) return new Told("Nothing is here");
            if (item.Any(one => one.Quantity < 0) || item.Sum(one => one.Quantity) > OpenQuantities.Of(line, open.Deliveries)) return new Told("{0}: no more than {1} are open.", line.Name, OpenQuantities.Of(line, open.Deliveries));
        }

        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellation);
        var delivery = new Delivery
        {
            OrderId = open.Order.Id,
            DealId = open.Deal.Id,
            Number = await numbers.NextAsync(DocumentKind.Delivery, on, cancellation),
            DeliveredOn = on,
            Items = items,
            Note = draft.Note.Trim(),
            CreatedAt = change.Now,
            CreatedBy = me.Id,
        };
        db.Deliveries.Add(delivery);
        open.Order.Step();
        open.Deliveries.Add(delivery);
        open.Order.Fulfil(OpenQuantities.IsEverythingDelivered(open.Lines, open.Deliveries));
        timeline.Record(new DeliveryMade(open.Deal.Id, open.Order.Number, delivery.Number, on));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> AcceptAsync(Guid orderId, Guid deliveryId, AcceptanceDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(orderId, cancellation) is not { } open || open.Deliveries.Find(its => its.Id == deliveryId) is not { Result: null } delivery) return new Told("Nothing is here");
        if (draft.Result is not { } result || !Enum.IsDefined(result)) return new Told("Choose one of the list.");
        if (draft.By.Trim().Length is 0 or > 200) return new Told("Say who of the customer decided.");
        if (draft.On is not { } on || on < delivery.DeliveredOn) return new Told("The day of acceptance lies on or after the delivery.");
        if (result != AcceptanceResult.Accepted && draft.Defects.Trim().Length == 0) return new Told("Say what is wrong.");
        if (draft.Defects.Trim().Length > Delivery.LongestText) return new Told("At most {0} characters.", Delivery.LongestText);
        if (draft.Satisfaction is < 1 or > Delivery.BestSatisfaction) return new Told("A whole number up to {0}.", Delivery.BestSatisfaction);

        delivery.Answer(result, draft.By.Trim(), on, draft.Defects.Trim(), draft.Satisfaction);
        open.Order.Fulfil(OpenQuantities.IsEverythingDelivered(open.Lines, open.Deliveries));
        timeline.Record(new DeliveryAnswered(open.Deal.Id, delivery.Number, result, draft.By.Trim(), draft.Defects.Trim()));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

internal sealed record DeliveryDraft(DateOnly? On, IReadOnlyList<DeliveredItem> Items, string Note);

/// <param name="By">Who of the customer, and in which role.</param>
internal sealed record AcceptanceDraft(AcceptanceResult? Result, string By, DateOnly? On, string Defects, int? Satisfaction);

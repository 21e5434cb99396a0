namespace Trichter.Orders;

/// <summary>How much of each line has been delivered and is still open: ordered − delivered − cancelled (O66). What was refused counts as not delivered.</summary>
public static class OpenQuantities
{
    public static decimal DeliveredOf(OrderLine line, IEnumerable<Delivery> deliveries) =>
        deliveries.Where(delivery => delivery.Result != AcceptanceResult.Refused).SelectMany(delivery => delivery.Items).Where(item => item.LineKey == line.Key).Sum(item => item.Quantity);

    public static decimal Of(OrderLine line, IEnumerable<Delivery> deliveries) => line.Quantity - line.Cancelled - DeliveredOf(line, deliveries);

    public static bool IsEverythingDelivered(IReadOnlyCollection<OrderLine> lines, IReadOnlyCollection<Delivery> deliveries) =>
        lines.Count > 0 && lines.All(line => Of(line, deliveries) <= 0) && lines.Any(line => DeliveredOf(line, deliveries) > 0);
}

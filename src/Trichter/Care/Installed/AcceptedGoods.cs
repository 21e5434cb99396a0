using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;
using Trichter.Offers.Products;
using Trichter.Orders;
using Trichter.Timeline;

namespace Trichter.Care.Installed;

/// <summary>What a customer has accepted stands with them from then on: each serial number by itself, the rest of a line together.</summary>
internal sealed class AcceptedGoods(Db db, TimelineWriter timeline) : IReactTo<DeliveryAnswered>
{
    private static readonly char[] Between = [',', ';', '\n', '\r', '\t'];

    public async Task ReactAsync(DeliveryAnswered happening, CancellationToken cancellation)
    {
        var delivery = await db.Deliveries.AsNoTracking().SingleOrDefaultAsync(its => its.DealId == happening.DealId && its.Number == happening.Number, cancellation);
        if (delivery is not { IsAccepted: true } || await db.InstalledItems.AnyAsync(its => its.DeliveryId == delivery.Id, cancellation)) return;
        var order = await db.Orders.AsNoTracking().SingleAsync(its => its.Id == delivery.OrderId, cancellation);
        if (order.CompanyId is not { } company) return;

        var lines = await db.OrderLines.AsNoTracking().Where(line => line.OrderId == order.Id).ToDictionaryAsync(line => line.Key, cancellation);
        var ids = lines.Values.Select(line => line.ProductId).OfType<Guid>().ToList();
        var goods = (await db.Products.AsNoTracking().Where(product => ids.Contains(product.Id) && product.Kind == ProductKind.Goods).ToListAsync(cancellation)).ToDictionary(product => product.Id);
        var added = new List<InstalledItem>();
        foreach (var item in delivery.Items.Where(item => item.Quantity > 0 && lines.ContainsKey(item.LineKey)))
        {
            var line = lines[item.LineKey];
            var product = goods.GetValueOrDefault(line.ProductId ?? Guid.Empty);
            var serials = item.Serials.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (product is null && serials.Length == 0) continue;

            InstalledItem Of(string serial, decimal quantity) => new()
            {
                CompanyId = company,
                DealId = order.DealId,
                DeliveryId = delivery.Id,
                ProductId = line.ProductId,
                Name = line.Name,
                Serial = serial,
                Quantity = quantity,
                Site = string.Join(", ", new[] { order.DeliveryStreet, $"{order.DeliveryPostalCode} {order.DeliveryCity}".Trim() }.Where(part => part.Length > 0)),
                AcceptedOn = delivery.AcceptedOn,
                WarrantyUntil = product?.WarrantyMonths is { } months ? delivery.AcceptedOn?.AddMonths(months).AddDays(-1) : null,
                PriceMinor = line.Quantity == 0 ? null : Round.ToMinor(Round.ToMajor(LineAmounts.Of(line.Priced).Net) / line.Quantity),
                Currency = order.Currency,
            };
            added.AddRange(serials.Select(serial => Of(serial, 1)));
            if (item.Quantity - serials.Length is > 0 and var rest) added.Add(Of("", rest));
        }

        db.InstalledItems.AddRange(added);
        foreach (var item in added) timeline.Record(new ItemInstalled(company, item.Name, item.Serial));
        await db.SaveChangesAsync(cancellation);
    }
}

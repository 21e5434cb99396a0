using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals.History;
using Trichter.Offers.Seller;
using Trichter.Platform.Workspaces;

namespace Trichter.Orders.Incoming.Answer;

/// <summary>Answers an order that came as a file whose sender waits for that: once it was confirmed, cancelled or refused, and as that was decided.</summary>
internal sealed class AnswerOrder(Db db, FindIncoming find, FindOrder orders)
{
    /// <summary>Whether the order came with a file that wants an answer and something has been decided.</summary>
    public async Task<bool> CanAsync(OpenOrder open, CancellationToken cancellation = default) =>
        DecidedAt(open.Order) is not null && await FileAsync(open.Order.Id, cancellation) is { } file && FindIncoming.OrderOf(file).WantsAnswer;

    public static bool Can(IncomingOrder file, TheirOrder theirs) => file.State == IncomingState.Rejected && theirs.WantsAnswer;

    /// <returns>Null where there is no such order, it wants no answer, or nothing has been decided.</returns>
    public async Task<AnswerFile?> OfOrderAsync(Guid orderId, CancellationToken cancellation = default)
    {
        if (await orders.VisibleAsync(orderId, cancellation) is not { } open || DecidedAt(open.Order) is not { } at || await FileAsync(orderId, cancellation) is not { } file) return null;
        if (FindIncoming.OrderOf(file) is not { WantsAnswer: true } theirs) return null;

        var products = open.Lines.Select(line => line.ProductId).OfType<Guid>().ToList();
        var gtins = await db.Products.Where(product => products.Contains(product.Id) && product.Gtin != "").ToDictionaryAsync(product => product.Id, product => product.Gtin, cancellation);
        return await WriteAsync(OrderResponse.Of(theirs, open.Order, open.Lines, gtins, await DayAsync(at, cancellation)), file, cancellation);
    }

    /// <returns>Null where there is no such file, it was not refused, or it wants no answer.</returns>
    public async Task<AnswerFile?> OfFileAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } file || FindIncoming.OrderOf(file) is var theirs && !Can(file, theirs)) return null;
        return await WriteAsync(OrderResponse.Refused(file.CustomerNumber, await DayAsync(file.SettledAt!.Value, cancellation), file.Reason, FindIncoming.OrderOf(file).Currency), file, cancellation);
    }

    private static DateTime? DecidedAt(Order order) => order.State == OrderState.Cancelled ? order.CancelledAt : order.ConfirmedAt;

    private Task<IncomingOrder?> FileAsync(Guid orderId, CancellationToken cancellation) =>
        db.IncomingOrders.AsNoTracking().Where(file => file.OrderId == orderId).OrderBy(file => file.Id).FirstOrDefaultAsync(cancellation);

    private async Task<DateOnly> DayAsync(DateTime at, CancellationToken cancellation) =>
        Moment.Instant(at, Zones.Find(await db.Workspaces.Select(workspace => workspace.TimeZone).SingleAsync(cancellation))).Day;

    private async Task<AnswerFile> WriteAsync(OrderResponse response, IncomingOrder file, CancellationToken cancellation)
    {
        var ours = await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new OurCompany();
        var written = WriteOrderResponse.Write(response, XElement.Parse(file.Xml), ours.LegalName);
        return new AnswerFile($"{response.Id.Replace('/', '-')}-{response.Code}.xml", Encoding.UTF8.GetBytes($"{written.Declaration}\n{written}"));
    }
}

internal sealed record AnswerFile(string Name, byte[] Bytes);

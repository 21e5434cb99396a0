using Trichter.Offers.Amounts;

namespace Trichter.Orders.Incoming.Answer;

/// <summary>Our answer to an order that came as a file, as it follows from what was decided (O62).</summary>
/// <param name="Lines">Only where something was changed: then all of them, else none.</param>
internal sealed record OrderResponse(ResponseCode Code, string Id, DateOnly On, string Note, string SalesOrder, string Currency, DateOnly? Promised, IReadOnlyList<ResponseLine> Lines)
{
    private const decimal Tolerance = 0.01m;

    public static OrderResponse Refused(string id, DateOnly on, string reason, string currency) => new(ResponseCode.RE, id, on, reason, "", currency, null, []);

    /// <summary>What was confirmed beside what was ordered: price and amount to 0.01, quantities and the day exactly.</summary>
    /// <param name="gtins">By product.</param>
    public static OrderResponse Of(TheirOrder theirs, Order order, IReadOnlyList<OrderLine> lines, IReadOnlyDictionary<Guid, string> gtins, DateOnly on)
    {
        var id = order.Revision == 1 ? order.Number : $"{order.Number}-{order.Revision}";
        if (order.State == OrderState.Cancelled) return new OrderResponse(ResponseCode.RE, id, on, order.CancelReason, order.Number, order.Currency, null, []);

        var isLater = order.PromisedOn > theirs.WantedOn;
        var left = lines.ToList();
        var answers = new List<ResponseLine>();
        foreach (var (line, index) in theirs.Lines.Select((line, index) => (line, index)))
        {
            var ours = left.FindAll(its => Names(line, its, gtins));
            // Where they name the product again below, each of their lines has one of ours.
            if (ours.Count > 1 && theirs.Lines.Skip(index + 1).Any(other => ours.Exists(its => Names(other, its, gtins)))) ours = [ours.Find(its => its.Quantity == line.Quantity) ?? ours[0]];
            left.RemoveAll(ours.Contains);
            answers.Add(Answer(line, ours, isLater || theirs.Currency != order.Currency));
        }

        var last = theirs.Lines.Count;
        answers.AddRange(left.Where(line => line.Quantity > line.Cancelled).Select(line => Added(line, $"{order.Number}-{++last}")));
        var isAsOrdered = answers.TrueForAll(line => line.Status == LineStatus.Accepted);
        return new OrderResponse(isAsOrdered ? ResponseCode.AP : ResponseCode.CA, id, on, order.ChangeReason, order.Number, order.Currency, order.PromisedOn, isAsOrdered ? [] : answers);
    }

    private static ResponseLine Answer(TheirLine theirs, List<OrderLine> ours, bool changes)
    {
        var quantity = ours.Sum(line => line.Quantity - line.Cancelled);
        if (quantity == 0) return new ResponseLine(theirs.Id, theirs.Id, LineStatus.NotAccepted, null, theirs.Unit, null, 1, theirs.Name, theirs.Article);

        var (first, price) = (ours[0], ours.Count == 1 ? ours[0].Price * (1 - ours[0].Discount / 100) : Round.ToMajor(ours.Sum(line => LineAmounts.Of(line.Priced).Net)) * ours[0].Basis / ours.Sum(line => line.Quantity));
        var isSame = !changes && quantity == theirs.Quantity && theirs.Price is { } asked && price is { } asks && Math.Abs(asked * first.Basis / theirs.Basis - asks) < Tolerance;
        return new ResponseLine(theirs.Id, theirs.Id, isSame ? LineStatus.Accepted : LineStatus.Changed, quantity, first.Unit, price, first.Basis, first.Name, first.Article);
    }

    private static ResponseLine Added(OrderLine line, string id) =>
        new(id, null, LineStatus.Added, line.Quantity - line.Cancelled, line.Unit, line.Price * (1 - line.Discount / 100), line.Basis, line.Name, line.Article);

    private static bool Names(TheirLine theirs, OrderLine ours, IReadOnlyDictionary<Guid, string> gtins) =>
        theirs.Article.Length > 0 ? string.Equals(theirs.Article, ours.Article, StringComparison.OrdinalIgnoreCase)
        : theirs.Gtin.Length > 0 && ours.ProductId is { } product ? gtins.GetValueOrDefault(product) == theirs.Gtin
        : string.Equals(theirs.Name, ours.Name, StringComparison.OrdinalIgnoreCase);
}

/// <param name="TheirId">The line it answers; null for one that we added.</param>
internal sealed record ResponseLine(string Id, string? TheirId, LineStatus Status, decimal? Quantity, string Unit, decimal? Price, decimal Basis, string Name, string Article);

/// <summary>UNCL 4343.</summary>
internal enum ResponseCode
{
    /// <summary>Accepted.</summary>
    AP,

    /// <summary>Accepted with changes.</summary>
    CA,

    /// <summary>Rejected.</summary>
    RE,
}

/// <summary>UNCL 1229.</summary>
internal enum LineStatus
{
    Added = 1,
    Changed = 3,
    Accepted = 5,
    NotAccepted = 7,
}

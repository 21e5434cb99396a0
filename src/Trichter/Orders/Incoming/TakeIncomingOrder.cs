using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Edit;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Orders.Incoming;

/// <summary>Takes an order that came as a file: at once where customer, prices and everything else are as agreed, else after a person has looked at it (O60, O61).</summary>
internal sealed class TakeIncomingOrder(Db db, Me me, Change change, FindIncoming find, MatchOrder match, TaxLines tax, KeepOrder keep)
{
    public async Task<IncomingResult> RunAsync(string fileName, byte[] bytes, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (!find.MaySeeAny) return new IncomingResult.NotFound();
        var read = ReadUblOrder.Read(bytes);
        if (read is UblRead.Faulty wrong) return new IncomingResult.Faulty(wrong.Why);

        var theirs = ((UblRead.Read)read).Order;
        var its = await match.RunAsync(theirs, null, null, cancellation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (await KnownAsync(its, hash, cancellation) is { } known) return known;

        var incoming = new IncomingOrder
        {
            CompanyId = its.Company?.Id,
            CustomerNumber = theirs.Number,
            BuyerName = theirs.BuyerName[..Math.Min(theirs.BuyerName.Length, 200)],
            IssuedOn = theirs.IssuedOn,
            FileName = fileName[..Math.Min(fileName.Length, 200)],
            Hash = hash,
            Xml = ((UblRead.Read)read).Xml,
            SentAt = change.Now,
            SentBy = me.Id,
        };
        db.IncomingOrders.Add(incoming);
        try
        {
            if (!its.IsAsAgreed)
            {
                await db.SaveChangesAsync(cancellation);
                return new IncomingResult.Waits(incoming);
            }

            return await KeepAsync(incoming, its, null, byPerson: false, cancellation);
        }
        catch (DbUpdateException)
        {
            // Somebody sent the same order at the same moment.
            db.ChangeTracker.Clear();
            if (await KnownAsync(its, hash, cancellation) is { } other) return other;
            throw;
        }
    }

    /// <summary>A person takes it in spite of what differs.</summary>
    public async Task<IncomingResult> ConfirmAsync(Guid id, IncomingChoice choice, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (await find.VisibleAsync(id, cancellation) is not { State: IncomingState.Waiting } incoming) return new IncomingResult.NotFound();

        var its = await match.RunAsync(FindIncoming.OrderOf(incoming), choice.CompanyId ?? incoming.CompanyId, choice.DealId, cancellation);
        if (!its.CanBeTaken) return new IncomingResult.Faulty(its.Company is null ? new Told("Choose the customer.") : new Told("It is not certain which deal it belongs to. Choose one."));
        if (choice.PromisedOn < its.Theirs.IssuedOn) return new IncomingResult.Faulty(new Told("The end lies before the beginning."));
        if (!choice.TheirPrices && its.Rows.Any(row => row.Ours.Count == 0 || row.Ours.Any(line => line.Price is null))) return new IncomingResult.Faulty(new Told("Not every line has a price of ours. Take it at their prices, or keep the product and its price first."));
        if (choice.TheirPrices && its.Rows.Any(row => row.Theirs.Price is null)) return new IncomingResult.Faulty(new Told("Not every line has a price of theirs."));

        incoming.CompanyId = its.Company!.Id;
        if (choice.TheirPrices) its = await TaxAsync(its.AtTheirPrices(), its, cancellation);
        return await KeepAsync(incoming, its, choice.PromisedOn, byPerson: true, cancellation);
    }

    /// <summary>An order that a program sends: taken where everything is as agreed, or where the program says that it may differ.</summary>
    public async Task<DirectResult> DirectAsync(TheirOrder theirs, Deal deal, bool evenIfDifferent, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        var its = await match.RunAsync(theirs, deal.CompanyId, deal.Id, cancellation);
        if (theirs.Number.Length > 0 && await db.Orders.AsNoTracking().FirstOrDefaultAsync(order => order.CompanyId == deal.CompanyId && order.CustomerNumber == theirs.Number && order.State != OrderState.Cancelled, cancellation) is { } before) return new DirectResult.Known(before);
        if (!its.IsAsAgreed && !(evenIfDifferent && its.CanBeTaken)) return new DirectResult.Differs(its.Differences);

        if (!its.IsAsAgreed) its = await TaxAsync(its.AtTheirPrices(), its, cancellation);
        return await keep.RunAsync(its.Deal!, its.Head!, LinesOf(its), new OrderDraft(theirs.Number, theirs.IssuedOn, theirs.WantedOn, null), its.Quote?.Id, cancellation: cancellation) switch
        {
            OrderResult.Taken taken => new DirectResult.Taken(taken.Order),
            OrderResult.Known known => new DirectResult.Known(known.Order),
            _ => new DirectResult.NotFound(),
        };
    }

    /// <returns>What is wrong, or null when it was rejected.</returns>
    public async Task<Told?> RejectAsync(Guid id, string reason, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (await find.VisibleAsync(id, cancellation) is not { State: IncomingState.Waiting } incoming) return new Told("Nothing is here");
        if (reason.Trim().Length is 0 or > IncomingOrder.LongestReason) return new Told("Say why, in up to {0} characters.", IncomingOrder.LongestReason);

        incoming.Reject(reason.Trim(), change.Now, me.Id);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Lines of their words have no tax yet; all others keep theirs, and so does the freight.</summary>
    private async Task<OrderMatch> TaxAsync(OrderMatch at, OrderMatch known, CancellationToken cancellation)
    {
        var (head, freight) = (at.Head!, at.Head!.FreightVat);
        var bare = at.Rows.Zip(known.Rows).Where(pair => pair.Second.Ours.Count == 0).SelectMany(pair => pair.First.Ours).ToList();
        if (bare.Count > 0) await tax.RunAsync(head, bare, isBusiness: true, at.Theirs.IssuedOn, cancellation);
        (head.FreightCategory, head.FreightRate) = (freight.Category, freight.Rate);
        return at;
    }

    private async Task<IncomingResult> KeepAsync(IncomingOrder incoming, OrderMatch its, DateOnly? promised, bool byPerson, CancellationToken cancellation)
    {
        var place = its.Theirs.Delivery is { Street.Length: > 0 } or { City.Length: > 0 } ? its.Theirs.Delivery : null;
        var draft = new OrderDraft(its.Theirs.Number, its.Theirs.IssuedOn, promised, place);
        var result = await keep.RunAsync(its.Deal!, its.Head!, LinesOf(its), draft, its.Quote?.Id, order => incoming.Become(order.Id, change.Now, byPerson ? me.Id : null), cancellation);
        switch (result)
        {
            case OrderResult.Taken taken:
                return new IncomingResult.Taken(taken.Order);
            case OrderResult.Known known:
                // A file about an order that is there already is settled with that one.
                incoming.Become(known.Order.Id, change.Now, byPerson ? me.Id : null);
                await db.SaveChangesAsync(cancellation);
                return new IncomingResult.Known(known.Order.Id, incoming.Id);
            default:
                return new IncomingResult.NotFound();
        }
    }

    private static List<QuoteLine> LinesOf(OrderMatch its) => [.. its.Rows.SelectMany(row => row.Ours)];

    /// <summary>The same file, or the same number of the same customer, is the same order; one that was refused may come again.</summary>
    private async Task<IncomingResult?> KnownAsync(OrderMatch its, string hash, CancellationToken cancellation)
    {
        var company = its.Company?.Id;
        var before = await find.Visible(db.IncomingOrders.AsNoTracking()).Where(incoming => incoming.State != IncomingState.Rejected
            && (incoming.Hash == hash || (company != null && incoming.CompanyId == company && incoming.CustomerNumber == its.Theirs.Number))).OrderBy(incoming => incoming.Id).FirstOrDefaultAsync(cancellation);
        if (before is not null) return new IncomingResult.Known(before.OrderId, before.Id);

        var order = company is null ? null : await db.Orders.AsNoTracking().FirstOrDefaultAsync(taken => taken.CompanyId == company && taken.CustomerNumber == its.Theirs.Number && taken.State != OrderState.Cancelled, cancellation);
        return order is null ? null : new IncomingResult.Known(order.Id, null);
    }
}

/// <summary>What a person decides about a file with an order.</summary>
/// <param name="CompanyId">Who the customer is, where nobody knew.</param>
/// <param name="TheirPrices">Take it at their prices and not at ours.</param>
internal sealed record IncomingChoice(Guid? CompanyId, Guid? DealId, bool TheirPrices, DateOnly? PromisedOn);

internal abstract record IncomingResult
{
    public sealed record Taken(Order Order) : IncomingResult;

    /// <summary>Something differs: a person has to look at it.</summary>
    public sealed record Waits(IncomingOrder Incoming) : IncomingResult;

    /// <summary>It had come before.</summary>
    public sealed record Known(Guid? OrderId, Guid? IncomingId) : IncomingResult;

    public sealed record Faulty(Told Why) : IncomingResult;

    public sealed record NotFound : IncomingResult;
}

internal abstract record DirectResult
{
    public sealed record Taken(Order Order) : DirectResult;

    /// <summary>It had been taken already.</summary>
    public sealed record Known(Order Order) : DirectResult;

    public sealed record Differs(IReadOnlyList<Told> Why) : DirectResult;

    public sealed record NotFound : DirectResult;
}

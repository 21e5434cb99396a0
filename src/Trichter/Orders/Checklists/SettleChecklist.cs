using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.HandOvers;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Orders.Checklists;

/// <summary>What becomes of a hand-over: the receiver accepts or returns it, the sender gives it again; and its points: who, by when, done with which proof.</summary>
internal sealed class SettleChecklist(Db db, Me me, Change change, TimelineWriter timeline, FindOrder find, FindDeal deals, BeginHandOver begin, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was accepted.</returns>
    public async Task<Told?> AcceptAsync(Guid orderId, Guid id, CancellationToken cancellation = default)
    {
        if (await FindAsync(orderId, id, cancellation) is not { HandOver: { State: HandOverState.Waiting } handOver } its) return new Told("Nothing is here");
        if (!MayAnswer(its)) return new Told("This waits for somebody else");

        handOver.Accept(me.Id, change.Now);
        timeline.Record(new OrderHandOverAccepted(its.Open.Deal.Id, its.Open.Order.Number, handOver.Department, handOver.BothRoles));
        return await SaveAsync(its.Open, cancellation);
    }

    /// <returns>What is wrong, or null when it was returned.</returns>
    public async Task<Told?> ReturnAsync(Guid orderId, Guid id, string reason, CancellationToken cancellation = default)
    {
        if (await FindAsync(orderId, id, cancellation) is not { HandOver: { State: HandOverState.Waiting } handOver } its) return new Told("Nothing is here");
        if (!MayAnswer(its)) return new Told("This waits for somebody else");
        if (reason.Trim().Length is 0 or > OrderHandOver.LongestReason) return new Told("Say why, in up to {0} characters.", OrderHandOver.LongestReason);

        handOver.Return(reason.Trim(), me.Id, change.Now);
        timeline.Record(new OrderHandOverReturned(its.Open.Deal.Id, its.Open.Order.Number, handOver.Department, handOver.Answer));
        return await SaveAsync(its.Open, cancellation);
    }

    /// <summary>To the same or another receiver, as long as it is not accepted.</summary>
    /// <returns>What is wrong, or null when it was given.</returns>
    public async Task<Told?> GiveAsync(Guid orderId, Guid id, Guid? receiver, CancellationToken cancellation = default)
    {
        if (await FindAsync(orderId, id, cancellation) is not { MayChange: true, HandOver: { State: not HandOverState.Accepted } handOver } its) return new Told("Nothing is here");
        if (!await MayBeAsync(receiver, cancellation)) return new Told("Choose somebody who may take over.");

        handOver.Give(receiver, me.Id, change.Now);
        timeline.Record(new OrderHandedOver(its.Open.Deal.Id, its.Open.Order.Number, handOver.Department));
        await begin.TellAsync(handOver, its.Open.Order.Number, cancellation);
        return await SaveAsync(its.Open, cancellation);
    }

    /// <returns>What is wrong, or null when it was noted as done.</returns>
    public async Task<Told?> DoAsync(Guid orderId, Guid pointId, string proof, Guid? attachment, CancellationToken cancellation = default)
    {
        if (await PointAsync(orderId, pointId, cancellation) is not ({ DoneAt: null } point, { } its)) return new Told("Nothing is here");
        if (!its.MayChange && point.OwnerId != me.Id) return new Told("This waits for somebody else");
        if (proof.Trim().Length > OrderPoint.LongestProof) return new Told("At most {0} characters.", OrderPoint.LongestProof);
        if (attachment is not null && !await db.Attachments.AnyAsync(file => file.Id == attachment && file.DealId == its.Open.Deal.Id && file.RemovedAt == null, cancellation)) return new Told("Choose a file.");
        if (point.NeedsProof && attachment is null && proof.Trim().Length == 0) return new Told("It needs a proof: choose a file, or write what shows that it is done.");

        point.Do(proof.Trim(), attachment, me.Id, change.Now);
        timeline.Record(new OrderPointDone(its.Open.Deal.Id, its.Open.Order.Number, its.HandOver.Department, point.Text, point.Proof));
        return await SaveAsync(its.Open, cancellation);
    }

    /// <returns>What is wrong, or null when it is open again.</returns>
    public async Task<Told?> OpenAgainAsync(Guid orderId, Guid pointId, CancellationToken cancellation = default)
    {
        if (await PointAsync(orderId, pointId, cancellation) is not ({ DoneAt: not null } point, { } its)) return new Told("Nothing is here");
        if (!its.MayChange && point.OwnerId != me.Id) return new Told("This waits for somebody else");

        point.OpenAgain();
        timeline.Record(new OrderPointReopened(its.Open.Deal.Id, its.Open.Order.Number, its.HandOver.Department, point.Text));
        return await SaveAsync(its.Open, cancellation);
    }

    /// <returns>What is wrong, or null when it was changed.</returns>
    public async Task<Told?> AssignAsync(Guid orderId, Guid pointId, Guid? owner, DateOnly? due, CancellationToken cancellation = default)
    {
        if (await PointAsync(orderId, pointId, cancellation) is not ({ DoneAt: null } point, { MayChange: true } its)) return new Told("Nothing is here");
        if (due is not { } day) return new Told("This is not a date.");
        if (!await MayBeAsync(owner, cancellation)) return new Told("Choose somebody who may take over.");

        (point.OwnerId, point.DueOn) = (owner, day);
        timeline.Record(new OrderPointAssigned(its.Open.Deal.Id, its.Open.Order.Number, its.HandOver.Department, point.Text, day));
        return await SaveAsync(its.Open, cancellation);
    }

    private bool MayAnswer(Found its) => its.HandOver.ReceiverId is { } receiver ? receiver == me.Id || me.May(Right.ManageTeam) : its.MayChange;

    private async Task<bool> MayBeAsync(Guid? user, CancellationToken cancellation) =>
        user is null || await db.Users.AnyAsync(its => its.Id == user && its.DisabledAt == null, cancellation);

    private async Task<Found?> FindAsync(Guid orderId, Guid id, CancellationToken cancellation)
    {
        me.Must(Right.ChangeDeals);
        return await find.VisibleAsync(orderId, cancellation) is { Order.State: not OrderState.Cancelled } open
            && await db.OrderHandOvers.SingleOrDefaultAsync(its => its.Id == id && its.OrderId == orderId, cancellation) is { } handOver
                ? new Found(open, handOver, await deals.ForChangeAsync(open.Deal.Id, cancellation) is not null) : null;
    }

    private async Task<(OrderPoint? Point, Found? Its)> PointAsync(Guid orderId, Guid id, CancellationToken cancellation) =>
        await db.OrderPoints.SingleOrDefaultAsync(its => its.Id == id && its.OrderId == orderId, cancellation) is { } point
            ? (point, await FindAsync(orderId, point.HandOverId, cancellation)) : (null, null);

    private async Task<Told?> SaveAsync(OpenOrder open, CancellationToken cancellation)
    {
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private sealed record Found(OpenOrder Open, OrderHandOver HandOver, bool MayChange);
}

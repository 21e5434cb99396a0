using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.HandOvers;

/// <summary>The answer to a hand-over: accepted, or returned with a reason, by the receiver or by a manager; taken back by the giver.</summary>
public sealed class SettleHandOver(
    Db db, Me me, Change change, TimelineWriter timeline, ProcessCatalogue catalogue, FindDeal find, FindHandOver handOvers, DealFigures figures)
{
    public Task<SettleResult> AcceptAsync(Guid dealId, CancellationToken cancellation = default) =>
        SettleAsync(dealId, MayAnswer, (deal, handOver) =>
        {
            handOver.Settle(HandOverState.Accepted, me.Id, change.Now);
            if (handOver.ChangesOwner) deal.OwnerId = handOver.ReceiverId ?? me.Id;
            timeline.Record(new HandOverAccepted(deal.Id, handOver.WaitingDays(change.Now)));
            return Task.CompletedTask;
        }, cancellation);

    /// <summary>
    /// The deal goes back to its owner, and to the stage it was given from. A sale stands: a deal that was given by being won stays won
    /// and where it is, and is to be handed over anew.
    /// </summary>
    public async Task<SettleResult> ReturnAsync(Guid dealId, string reason, CancellationToken cancellation = default)
    {
        var why = reason.Trim();
        if (why.Length == 0) return new SettleResult.Faulty(new Told("Say why it is returned."));
        if (why.Length > 1000) return new SettleResult.Faulty(new Told("At most {0} characters.", 1000));

        return await SettleAsync(dealId, MayAnswer, async (deal, handOver) =>
        {
            handOver.Settle(HandOverState.Returned, me.Id, change.Now, why);
            deal.OwnerId = handOver.FromOwnerId;
            timeline.Record(new HandOverReturned(deal.Id, handOver.WaitingDays(change.Now), why));
            await GoBackAsync(deal, handOver, why, cancellation);
        }, cancellation);
    }

    public Task<SettleResult> WithdrawAsync(Guid dealId, CancellationToken cancellation = default) =>
        SettleAsync(dealId, handOver => handOver.GivenBy == me.Id || me.May(Right.ManageTeam), (deal, handOver) =>
        {
            handOver.Settle(HandOverState.Withdrawn, me.Id, change.Now);
            timeline.Record(new HandOverWithdrawn(deal.Id));
            return Task.CompletedTask;
        }, cancellation);

    private bool MayAnswer(HandOver handOver) => me.May(Right.ManageTeam) || (me.IsSignedIn && handOver.IsFor(me.User));

    private async Task<SettleResult> SettleAsync(Guid dealId, Func<HandOver, bool> may, Func<Deal, HandOver, Task> settle, CancellationToken cancellation)
    {
        me.Must(Right.ChangeDeals);
        if (await find.VisibleAsync(dealId, cancellation) is not { } deal) return new SettleResult.NotFound();
        if (await handOvers.WaitingAsync(dealId, cancellation) is not { } handOver) return new SettleResult.NothingWaits();
        if (!may(handOver)) return new SettleResult.NotYours();

        await settle(deal, handOver);
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new SettleResult.Settled(deal, handOver);
    }

    private async Task GoBackAsync(Deal deal, HandOver handOver, string why, CancellationToken cancellation)
    {
        var version = await catalogue.VersionAsync(deal.VersionId, cancellation);
        if (version.StageWithKey(handOver.StageKey) is not { } back || back.Position >= deal.Position || back.IsAfterSale != (deal.Outcome == Outcome.Won)) return;

        var history = await find.HistoryOfAsync(deal, cancellation);
        var now = await find.NowAsync(cancellation);
        var from = version.StageWith(deal.StageId);
        db.Transitions.Add(history.Enter(back, now, why));
        (deal.StageId, deal.Position, deal.StageEnteredAt) = (back.Id, back.Position, now.At);
        timeline.Record(new DealMoved(deal.Id, from.Name, back.Name, ""));
    }
}

public abstract record SettleResult
{
    public sealed record Settled(Deal Deal, HandOver HandOver) : SettleResult;

    public sealed record Faulty(Told Why) : SettleResult;

    /// <summary>It waits for somebody else.</summary>
    public sealed record NotYours : SettleResult;

    public sealed record NothingWaits : SettleResult;

    public sealed record NotFound : SettleResult;
}

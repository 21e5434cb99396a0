using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Deals.HandOvers;

/// <summary>
/// Gives a deal that has passed a hand-over to those who take over there. Items of the checklist that are open ask for a reason.
/// Who gives it to themselves has accepted it.
/// </summary>
public sealed class GiveDeal(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, FindHandOver handOvers, OvertakenHandOver overtaken, Notify notify)
{
    public async Task<GiveResult> RunAsync(Guid dealId, Giving giving, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new GiveResult.NotFound();
        if (await handOvers.DueAsync(deal, cancellation) is not { } due) return new GiveResult.NothingDue();

        var receivers = await handOvers.ReceiversAsync(due.Point, cancellation);
        var receiver = receivers.FirstOrDefault(user => user.Id == giving.ReceiverId);
        if (giving.ReceiverId is not null && receiver is null) return new GiveResult.Faulty("ReceiverId", new Told("Choose somebody who may take over."));
        if (giving.Note.Length > 2000) return new GiveResult.Faulty("Note", new Told("At most {0} characters.", 2000));
        if (giving.Reason.Length > 1000) return new GiveResult.Faulty("Reason", new Told("At most {0} characters.", 1000));

        List<CheckedItem> checklist = [.. due.Point.Items.Select(item => new CheckedItem(item.Key, item.Label, giving.Done.Contains(item.Key)))];
        var open = checklist.Where(item => !item.Done).ToList();
        if (open.Count > 0 && giving.Reason.Trim().Length == 0) return new GiveResult.Open(open);

        await overtaken.WithdrawAsync(deal, cancellation);
        var handOver = Write(deal, due, giving, checklist, open.Count == 0 ? "" : giving.Reason.Trim());
        db.HandOvers.Add(handOver);
        timeline.Record(new HandOverGiven(deal.Id, due.Point.To, receiver?.Name, [.. open.Select(item => item.Label)], handOver.Reason, handOver.Note));
        if (handOver.IsToOneself)
        {
            handOver.Settle(HandOverState.Accepted, me.Id, change.Now);
            if (handOver.ChangesOwner) deal.OwnerId = me.Id;
        }

        else if (receiver is not null)
        {
            await notify.TellAsync(receiver.Id, NotificationKind.Given, new Told("{0} hands the deal {1} over to you", me.Name, deal.Name), $"/deals/{deal.Id}", $"handed/{handOver.Id}", cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        return new GiveResult.Given(handOver, receiver);
    }

    private HandOver Write(Deal deal, DueHandOver due, Giving giving, List<CheckedItem> checklist, string reason) => new()
    {
        DealId = deal.Id,
        ProcessId = deal.ProcessId,
        VersionId = deal.VersionId,
        StageKey = due.Stage.Key,
        ToStageKey = due.To?.Key,
        FromOwnerId = deal.OwnerId,
        Role = due.Point.To,
        ReceiverId = giving.ReceiverId,
        ChangesOwner = giving.ChangesOwner,
        GivenBy = me.Id,
        GivenAt = change.Now,
        Checklist = checklist,
        Reason = reason,
        Note = giving.Note.Trim(),
    };
}

/// <param name="ReceiverId">Null for whoever of the role accepts it first.</param>
/// <param name="Done">Keys of the items that are ticked.</param>
/// <param name="Reason">Why it is given although items are open.</param>
public sealed record Giving(Guid? ReceiverId, IReadOnlyCollection<string> Done, string Reason, string Note, bool ChangesOwner);

public abstract record GiveResult
{
    /// <param name="Receiver">Null when it waits for a role.</param>
    public sealed record Given(HandOver HandOver, User? Receiver) : GiveResult;

    /// <summary>Items that are not ticked; a reason lets the deal pass.</summary>
    public sealed record Open(IReadOnlyList<CheckedItem> Items) : GiveResult;

    public sealed record Faulty(string Field, Told Why) : GiveResult;

    /// <summary>The deal is before every hand-over of its process, or has been given already.</summary>
    public sealed record NothingDue : GiveResult;

    public sealed record NotFound : GiveResult;
}

using Trichter.Ledger;
using Trichter.Process;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.HandOvers;

/// <summary>A hand-over that waits is void when its deal goes back before the point, is handed over further on, or ends. Nothing here saves.</summary>
public sealed class OvertakenHandOver(Me me, Change change, TimelineWriter timeline, FindHandOver handOvers)
{
    internal async Task WithdrawIfBackAsync(Deal deal, ProcessVersion version, Stage target, CancellationToken cancellation)
    {
        if (await handOvers.WaitingAsync(deal.Id, cancellation) is { } waiting && target.Position <= version.StageWithKey(waiting.StageKey)?.Position)
            await WithdrawAsync(deal, cancellation);
    }

    internal async Task WithdrawAsync(Deal deal, CancellationToken cancellation)
    {
        if (await handOvers.WaitingAsync(deal.Id, cancellation) is not { } waiting) return;

        waiting.Settle(HandOverState.Withdrawn, me.Id, change.Now);
        timeline.Record(new HandOverWithdrawn(deal.Id));
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.Needs;

/// <summary>Records that the customer confirms a need, or does so no more.</summary>
public sealed class ConfirmNeed(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    private const int LongestName = 200;

    /// <param name="by">Who of the customer confirmed it.</param>
    /// <returns>What is wrong, or null when it was recorded.</returns>
    public async Task<Told?> RunAsync(Guid dealId, Guid needId, string by, ConfirmedHow how, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, needId, cancellation) is not var (deal, need)) return new Told("Nothing is here");
        if (by.Trim() is not { Length: > 0 and <= LongestName } who) return new Told("Say who of the customer confirmed it.");

        need.Confirm(who, how, change.Now, me.Id);
        timeline.Record(new NeedConfirmed(dealId, need.Text, who, how));
        await SaveAsync(deal, cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was recorded.</returns>
    public async Task<Told?> WithdrawAsync(Guid dealId, Guid needId, string why, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, needId, cancellation) is not var (deal, need) || !need.IsConfirmed) return new Told("Nothing is here");
        if (why.Trim() is not { Length: > 0 and <= Need.Longest } reason) return new Told("Say in up to {0} characters what has changed.", Need.Longest);

        need.Withdraw();
        timeline.Record(new NeedNoLongerConfirmed(dealId, need.Text, reason));
        await SaveAsync(deal, cancellation);
        return null;
    }

    private async Task<(Deal, Need)?> FindAsync(Guid dealId, Guid needId, CancellationToken cancellation)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        var need = await db.Needs.SingleOrDefaultAsync(its => its.Id == needId && its.DealId == dealId, cancellation);
        return deal is null || need is null ? null : (deal, need);
    }

    private async Task SaveAsync(Deal deal, CancellationToken cancellation)
    {
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

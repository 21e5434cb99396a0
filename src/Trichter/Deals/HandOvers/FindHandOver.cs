using Microsoft.EntityFrameworkCore;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Deals.HandOvers;

/// <summary>What is to be handed over, what waits, and who may take over.</summary>
public sealed class FindHandOver(Db db, ProcessCatalogue catalogue)
{
    public async Task<DueHandOver?> DueAsync(Deal deal, CancellationToken cancellation = default)
    {
        var version = await catalogue.VersionAsync(deal.VersionId, cancellation);
        if (version.Stages.All(stage => stage.HandOver is null)) return null;

        var rows = await db.Transitions.AsNoTracking().Where(row => row.DealId == deal.Id).ToListAsync(cancellation);
        return DueHandOver.Of(deal, version, rows, await OfDealAsync(deal.Id, cancellation));
    }

    /// <summary>Where a step of a deal leads: to its hand-over when one has become due, else where it was to lead.</summary>
    public async Task<string> NextAsync(Guid dealId, string returnUrl, CancellationToken cancellation = default) =>
        await db.Deals.FindAsync([dealId], cancellation) is { } deal && await DueAsync(deal, cancellation) is not null
            ? $"/deals/{dealId}/hand-over?returnUrl={Uri.EscapeDataString(returnUrl)}" : returnUrl;

    /// <summary>The hand-overs of a deal, the latest first.</summary>
    public Task<List<HandOver>> OfDealAsync(Guid dealId, CancellationToken cancellation = default) =>
        db.HandOvers.AsNoTracking().OfDeal(dealId).ToListAsync(cancellation);

    public Task<HandOver?> WaitingAsync(Guid dealId, CancellationToken cancellation = default) =>
        db.HandOvers.OfDeal(dealId).Where(its => its.State == HandOverState.Waiting).FirstOrDefaultAsync(cancellation);

    /// <summary>What waits for somebody among these deals, for the marks on cards.</summary>
    public async Task<IReadOnlyDictionary<Guid, HandOver>> WaitingAsync(IReadOnlyCollection<Guid> deals, CancellationToken cancellation = default)
    {
        if (deals.Count == 0) return new Dictionary<Guid, HandOver>();

        var waiting = await db.HandOvers.AsNoTracking().Where(its => deals.Contains(its.DealId) && its.State == HandOverState.Waiting)
            .OrderBy(its => its.Id).ToListAsync(cancellation);
        return waiting.GroupBy(its => its.DealId).ToDictionary(its => its.Key, its => its.Last());
    }

    /// <summary>Those of the role first, then those who may stand in.</summary>
    public async Task<IReadOnlyList<User>> ReceiversAsync(HandOverPoint point, CancellationToken cancellation = default)
    {
        var users = await db.Users.AsNoTracking().Where(user => user.DisabledAt == null).ToListAsync(cancellation);
        return [.. users.Where(point.MayTakeOver).OrderBy(user => user.Role != point.To).ThenBy(user => user.Name, StringComparer.Ordinal)];
    }
}

using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Merge;
using Trichter.Deals.Evidence;
using Trichter.Deals.History;
using Trichter.Deals.Stakeholders;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.Merge;

/// <summary>
/// Makes one deal of several that were the same sale entered twice. The one that stays keeps its stage and its way there; what hangs on the others
/// goes over to it, and they go to the recycle bin with their own history. All of them or none; one undo parts them again.
/// </summary>
public sealed class MergeDeals(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures, IEnumerable<IHoldDeal> holds)
{
    private const string Link = "DealId";
    private static readonly MethodInfo Rows = typeof(MergeDeals).GetMethod(nameof(RowsOfAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <param name="chosen">Field → what to keep, for two deals; fields that are not named keep the value of the one that stays, where it has one.</param>
    public async Task<MergeDealsResult> RunAsync(
        Guid stays, IReadOnlyCollection<Guid> others, IReadOnlyDictionary<string, Keep> chosen, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(stays, cancellation) is not { } deal) return new MergeDealsResult.NotFound();

        var goers = new List<Deal>();
        foreach (var id in others.Where(id => id != stays).Distinct())
        {
            if (await find.ForChangeAsync(id, cancellation) is not { } other) return new MergeDealsResult.NotFound();
            if (await WhyNotAsync(other, cancellation) is { } why) return new MergeDealsResult.Held(other, why);
            goers.Add(other);
        }

        if (goers.Count == 0) return new MergeDealsResult.NotFound();

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var other in goers)
        {
            TakeFields(deal, other, me.Chosen<Deal>(chosen));
            await BringOverAsync(deal, other, cancellation);
            other.DeletedAt = change.Now;
            timeline.Record(new DealsMerged(deal.Id, other.Id, other.Name));
            timeline.Record(new DealMergedAway(other.Id, deal.Id, deal.Name));
            await db.SaveChangesAsync(cancellation);
        }

        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new MergeDealsResult.Merged(deal);
    }

    /// <summary>Why a deal may not go into another; null where it may.</summary>
    public async Task<Told?> WhyNotAsync(Deal deal, CancellationToken cancellation = default)
    {
        if (deal.Outcome == Outcome.Won) return new Told("It is won: let this one stay.");
        foreach (var hold in holds)
            if (await hold.WhyAsync(deal.Id, cancellation) is { } why) return why;
        return null;
    }

    private static void TakeFields(Deal deal, Deal other, IReadOnlyDictionary<string, Keep> chosen)
    {
        MergedFields.Take(MergedDealFields.All, deal, other, chosen);
        deal.Custom = new(other.Custom.Concat(deal.Custom).GroupBy(its => its.Key).ToDictionary(its => its.Key, its => its.Last().Value));
        if (deal.CompanyId is null) (deal.CompanyId, deal.CompanyName) = (other.CompanyId, other.CompanyName);
        deal.ContactId ??= other.ContactId;
        deal.OwnerId ??= other.OwnerId;
    }

    private async Task BringOverAsync(Deal deal, Deal other, CancellationToken cancellation)
    {
        var people = await db.Stakeholders.Where(its => its.DealId == deal.Id && its.PersonId != null).Select(its => its.PersonId).ToListAsync(cancellation);
        var confirmed = await db.Confirmations.Where(its => its.DealId == deal.Id).Select(its => its.StageKey + "/" + its.CriterionKey).ToListAsync(cancellation);

        foreach (var type in db.Model.GetEntityTypes().Where(type => typeof(IRecorded).IsAssignableFrom(type.ClrType) && type.ClrType != typeof(StageTransition) && type.FindProperty(Link) is not null))
        {
            if (typeof(IOncePerDeal).IsAssignableFrom(type.ClrType) && (await RowsAsync(type.ClrType, deal.Id, cancellation)).Count > 0) continue;

            foreach (var row in await RowsAsync(type.ClrType, other.Id, cancellation))
            {
                if (row is Stakeholder { PersonId: { } person } && people.Contains(person)) continue;
                if (row is Confirmation said && confirmed.Contains($"{said.StageKey}/{said.CriterionKey}")) continue;
                db.Entry(row).Property(Link).CurrentValue = deal.Id;
            }
        }
    }

    private Task<IReadOnlyList<object>> RowsAsync(Type kind, Guid dealId, CancellationToken cancellation) =>
        (Task<IReadOnlyList<object>>)Rows.MakeGenericMethod(kind).Invoke(this, [dealId, cancellation])!;

    private async Task<IReadOnlyList<object>> RowsOfAsync<T>(Guid dealId, CancellationToken cancellation) where T : class =>
        await db.Set<T>().IgnoreQueryFilters().Where(row => EF.Property<Guid?>(row, Link) == dealId).ToListAsync(cancellation);
}

public abstract record MergeDealsResult
{
    public sealed record Merged(Deal Deal) : MergeDealsResult;

    /// <summary>One of them is not there, or only one was named.</summary>
    public sealed record NotFound : MergeDealsResult;

    /// <summary>Nothing was merged: this one cannot go.</summary>
    public sealed record Held(Deal Deal, Told Why) : MergeDealsResult;
}

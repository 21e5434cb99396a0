using Microsoft.EntityFrameworkCore;
using Trichter.Team;

namespace Trichter.Deals.History;

/// <summary>Counts and sums of the deals that I may see, from the totals that the database keeps: it takes no longer with more deals.</summary>
public sealed class DealSums(Db db, Me me)
{
    /// <param name="ownerId">Only deals of this owner; null for all.</param>
    /// <returns>A row for each stage, outcome and currency. Deleted deals are in none.</returns>
    public async Task<IReadOnlyList<DealSum>> ReadAsync(Guid processId, Guid? ownerId, CancellationToken cancellation = default)
    {
        var (everybody, team) = (me.Sees<Deal>() == Visibility.All, me.Sees<Deal>() == Visibility.Team ? me.TeamId : null);

        return await db.Database.SqlQuery<DealSum>($"""
            select t.stage_id as "StageId", t.outcome as "Outcome", t.currency as "Currency", cast(sum(t.deals) as integer) as "Count",
                   cast(sum(t.value_minor) as bigint) as "Value", cast(sum(t.proven_minor) as bigint) as "Proven"
            from deal_totals t
            where t.process_id = {processId} and ({ownerId == null} or t.owner_id = {ownerId})
              and ({everybody} or t.owner_id is null or t.owner_id = {me.Id} or t.owner_id in (select u.id from users u where u.team_id = {team}))
            group by t.stage_id, t.outcome, t.currency
            """).ToListAsync(cancellation);
    }

    /// <summary>The same by owner, for those whose deals I see.</summary>
    public async Task<IReadOnlyList<OwnerSum>> ByOwnerAsync(Guid processId, CancellationToken cancellation = default)
    {
        var (everybody, team) = (me.Sees<Deal>() == Visibility.All, me.Sees<Deal>() == Visibility.Team ? me.TeamId : null);

        return await db.Database.SqlQuery<OwnerSum>($"""
            select t.owner_id as "OwnerId", t.stage_id as "StageId", t.outcome as "Outcome", t.currency as "Currency",
                   cast(sum(t.deals) as integer) as "Count", cast(sum(t.value_minor) as bigint) as "Value"
            from deal_totals t
            where t.process_id = {processId}
              and ({everybody} or t.owner_id is null or t.owner_id = {me.Id} or t.owner_id in (select u.id from users u where u.team_id = {team}))
            group by t.owner_id, t.stage_id, t.outcome, t.currency
            """).ToListAsync(cancellation);
    }
}

/// <param name="Outcome">The word of an <see cref="Deals.Outcome"/>.</param>
/// <param name="Value">Minor units of the currency.</param>
/// <param name="Proven">The part of it whose stage is proven.</param>
public sealed record DealSum(Guid StageId, string Outcome, string Currency, int Count, long Value, long Proven);

/// <param name="OwnerId">Null for deals of nobody.</param>
public sealed record OwnerSum(Guid? OwnerId, Guid StageId, string Outcome, string Currency, int Count, long Value);

using Trichter.Deals.History;
using Trichter.Process;

namespace Trichter.Deals.HandOvers;

/// <summary>A point that a deal has passed without having been given to those who take over there.</summary>
/// <param name="Stage">The stage that was left.</param>
/// <param name="To">Where the deal is now; null where the process ends with the sale.</param>
/// <param name="Since">When it was left.</param>
public sealed record DueHandOver(Stage Stage, HandOverPoint Point, Stage? To, DateTime Since)
{
    /// <summary>
    /// The last point behind the deal, when the deal came past it here: by a move or by being won. History that was imported was handed over
    /// elsewhere, and a deal that entered late was never before the point.
    /// </summary>
    /// <returns>Null when nothing is to be handed over, or it has been.</returns>
    public static DueHandOver? Of(Deal deal, ProcessVersion version, IEnumerable<StageTransition> rows, IEnumerable<HandOver> given)
    {
        if (!deal.IsOpen && deal.Outcome != Outcome.Won) return null;

        var ends = deal.Outcome == Outcome.Won && version.FirstAfterSale is null;
        var stage = version.Stages.LastOrDefault(its => its.HandOver is not null && (ends || its.Position < deal.Position));
        var left = stage is null ? null : rows.Where(row => PositionOf(row, version) <= stage.Position).MaxBy(row => row.Seq);
        if (left is not { LeftAt: { } since } || (left.Imported && since <= left.RecordedAt)) return null;

        var isGiven = given.Any(its => its.StageKey == stage!.Key && its.GivenAt >= since && its.State is HandOverState.Waiting or HandOverState.Accepted);
        return isGiven ? null : new DueHandOver(stage!, stage!.HandOver!, ends ? null : version.StageWith(deal.StageId), since);
    }

    /// <summary>By the key, because an earlier version may have counted its stages otherwise.</summary>
    private static int PositionOf(StageTransition row, ProcessVersion version) => version.StageWithKey(row.StageKey)?.Position ?? row.Position;
}

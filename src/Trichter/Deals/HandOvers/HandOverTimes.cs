using Microsoft.EntityFrameworkCore;
using Trichter.Team;

namespace Trichter.Deals.HandOvers;

/// <summary>
/// What one point of a process costs in between. Counted are hand-overs between two people that were not withdrawn, of all versions of
/// the process and of deals that this person may see.
/// </summary>
/// <param name="Given">All that were given.</param>
/// <param name="Waiting">Of them, not answered yet.</param>
/// <param name="Returned">Of those answered, sent back.</param>
/// <param name="MedianDays">From giving to the answer, of those answered; null while there is none.</param>
public sealed record HandOverTimes(int Given, int Waiting, int Returned, double? MedianDays)
{
    public int Answered => Given - Waiting;

    /// <summary>Null below five cases: a share of so few says nothing.</summary>
    public double? ReturnedShare => Answered >= 5 ? (double)Returned / Answered : null;

    public static async Task<HandOverTimes> OfAsync(Db db, Me me, Guid processId, string stageKey, CancellationToken cancellation = default)
    {
        var rows = await Counted(db, me, processId, stageKey).Select(its => new { its.State, its.GivenAt, its.SettledAt }).ToListAsync(cancellation);
        var days = rows.Where(row => row.SettledAt is not null).Select(row => (row.SettledAt!.Value - row.GivenAt).TotalDays).Order().ToList();
        return new HandOverTimes(rows.Count, rows.Count - days.Count, rows.Count(row => row.State == HandOverState.Returned), MedianOf(days));
    }

    /// <summary>The rows behind the figure.</summary>
    public static IQueryable<HandOver> Counted(Db db, Me me, Guid processId, string stageKey) => db.HandOvers.AsNoTracking().Where(its =>
        its.ProcessId == processId && its.StageKey == stageKey && its.State != HandOverState.Withdrawn
        && (its.ReceiverId == null || its.GivenBy == null || its.ReceiverId != its.GivenBy)
        && db.Deals.VisibleTo(me, db).Any(deal => deal.Id == its.DealId));

    internal static double? MedianOf(IReadOnlyList<double> sorted) => sorted.Count switch
    {
        0 => null,
        var n when n % 2 == 1 => sorted[n / 2],
        var n => (sorted[(n / 2) - 1] + sorted[n / 2]) / 2,
    };
}

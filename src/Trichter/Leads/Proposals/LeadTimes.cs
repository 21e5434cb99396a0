using Microsoft.EntityFrameworkCore;
using Trichter.Deals.HandOvers;
using Trichter.Team;

namespace Trichter.Leads.Proposals;

/// <summary>
/// How marketing and sales work together: proposals made in the last days, of deals that this person may see.
/// A deal that was proposed again counts again.
/// </summary>
/// <param name="MedianHours">From proposal to acceptance, of those accepted; null while there is none.</param>
public sealed record LeadTimes(int Proposed, int Waiting, int Accepted, int Rejected, double? MedianHours)
{
    public const int Days = 90;

    /// <summary>Share of the answered ones that were accepted; null below five, since a share of so few says nothing.</summary>
    public double? AcceptedShare => Accepted + Rejected >= 5 ? (double)Accepted / (Accepted + Rejected) : null;

    public static async Task<LeadTimes> OfAsync(Db db, Me me, DateTime now, CancellationToken cancellation = default)
    {
        var since = now.AddDays(-Days);
        var rows = await Seen(db, me).Where(its => its.ProposedAt >= since).Select(its => new { its.State, its.ProposedAt, its.SettledAt }).ToListAsync(cancellation);
        var hours = rows.Where(row => row.State == ProposalState.Accepted).Select(row => (row.SettledAt!.Value - row.ProposedAt).TotalHours).Order().ToList();
        return new LeadTimes(rows.Count, rows.Count(row => row.State == ProposalState.Waiting), hours.Count, rows.Count(row => row.State == ProposalState.Rejected), HandOverTimes.MedianOf(hours));
    }

    /// <summary>The proposals of deals that this person may see.</summary>
    public static IQueryable<LeadProposal> Seen(Db db, Me me) =>
        db.LeadProposals.AsNoTracking().Where(its => db.Deals.VisibleTo(me, db).Any(deal => deal.Id == its.DealId));
}

using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Process;
using Trichter.Timeline;

namespace Trichter.Deals.Close;

/// <summary>Opens parked deals again on their day.</summary>
public sealed class WakeParkedDeals(Db db, Change change, TimelineWriter timeline, ProcessCatalogue catalogue)
{
    private const int Portion = 200;

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        if (await db.Workspaces.FirstOrDefaultAsync(cancellation) is not { } workspace) return;

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, workspace.Zone));
        var due = await db.Deals.Where(deal => deal.Outcome == Outcome.Parked && deal.ParkedUntil <= today)
            .OrderBy(deal => deal.Id).Take(Portion).ToListAsync(cancellation);

        foreach (var deal in due)
        {
            var version = await catalogue.VersionAsync(deal.VersionId, cancellation);
            (deal.Outcome, deal.ParkedUntil, deal.CloseReasonId, deal.CloseNote) = (Outcome.Open, null, null, "");
            timeline.Record(new DealReopened(deal.Id, version.StageWith(deal.StageId).Name));
        }

        await db.SaveChangesAsync(cancellation);
    }
}

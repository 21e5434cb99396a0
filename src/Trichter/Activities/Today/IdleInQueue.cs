using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Activities.Today;

/// <summary>My open deals for which nothing is planned, those that nobody has touched for longest first.</summary>
internal sealed class IdleInQueue(Db db, Me me, ProcessCatalogue catalogue) : IQueueSource
{
    public int Order => 40;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        var idle = db.Deals.AsNoTracking().Where(deal => deal.OwnerId == me.Id && deal.Outcome == Outcome.Open && deal.NextStepAt == null);
        var (deals, count) = await Work.FirstAsync(idle.OrderBy(deal => deal.LastActivityAt).ThenBy(deal => deal.Id), cancellation);

        var lines = new List<QueueItem>();
        foreach (var deal in deals)
        {
            var stage = (await catalogue.VersionAsync(deal.VersionId, cancellation)).StageWith(deal.StageId);
            var rots = deal.IsRotting(stage.RottingDays, moment.Now);
            var days = (int)(moment.Now - deal.StageEnteredAt).TotalDays;
            lines.Add(new QueueItem(QueueGroup.WithoutStep, QueueKind.Deal, deal.Id, deal.Id, deal.CompanyName, deal.Name, "",
                rots ? new Told("falls asleep: {0} days in “{1}”, usual {2}", days, stage.Name, stage.RottingDays)
                : new Told("nothing is planned, {0} days in “{1}”", days, stage.Name), null)
            {
                Icon = rots ? "hourglass-high" : "circle-dashed",
                ValueMinor = deal.ValueMinor,
                Currency = deal.Currency,
                IsLate = rots,
            });
        }

        queue.Add(QueueGroup.WithoutStep, lines, count);
    }
}

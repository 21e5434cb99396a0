using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Requests;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Activities.Today;

/// <summary>Requests of persons for their data, for everybody who may answer them: the law gives a month (R60).</summary>
internal sealed class RequestsInQueue(Db db, Me me, WholeSight sight, Texts texts) : IQueueSource
{
    public int Order => 4;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        if (!me.May(Right.ManageWorkspace) || !sight.IsMine) return;

        var open = db.PrivacyRequests.AsNoTracking().Where(its => its.SettledAt == null);
        await AddAsync(queue, QueueGroup.Overdue, open.Where(its => its.DueOn < moment.Today), moment, cancellation);
        await AddAsync(queue, QueueGroup.Today, open.Where(its => its.DueOn >= moment.Today), moment, cancellation);
    }

    private async Task AddAsync(Work queue, QueueGroup group, IQueryable<PrivacyRequest> requests, QueueMoment moment, CancellationToken cancellation)
    {
        var (rows, count) = await Work.FirstAsync(requests.OrderBy(its => its.DueOn).ThenBy(its => its.Id), cancellation);
        queue.Add(group, rows.Select(its => new QueueItem(group, QueueKind.Other, its.Id, Guid.Empty, "", its.Name, texts[new Told("Request: {0}", its.Kind)],
            its.ExtendedWhy.Length > 0 ? new Told("to be answered by {0}, extended", its.DueOn) : new Told("to be answered by {0}", its.DueOn), null)
        {
            Icon = "shield-check",
            IsLate = its.DueOn < moment.Today,
            Actions = typeof(RequestInFocus),
        }), count);
    }
}

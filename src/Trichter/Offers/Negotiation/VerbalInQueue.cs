using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Negotiation;

/// <summary>What a customer of mine promised by word of mouth a week ago and nobody has in writing: a confirming mail is due (O56).</summary>
internal sealed class VerbalInQueue(Db db, Me me) : IQueueSource
{
    private const int Days = 7;

    public int Order => 32;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        var before = moment.Now.AddDays(-Days);
        var due = from deal in db.Deals
                  where deal.OwnerId == me.Id && deal.Outcome == Outcome.Open
                  join commitment in db.Commitments on deal.Id equals commitment.DealId
                  where commitment.Verbal && commitment.SettledAt == null && commitment.State == CommitmentState.Given && commitment.By == CommitmentSide.Customer && commitment.AskedAt <= before
                  select new { commitment, deal };

        var (rows, count) = await Work.FirstAsync(due.AsNoTracking().OrderBy(one => one.commitment.AskedAt).ThenBy(one => one.commitment.Id), cancellation);
        queue.Add(QueueGroup.Promises, rows.Select(one =>
            new QueueItem(QueueGroup.Promises, QueueKind.Other, one.commitment.Id, one.deal.Id, one.deal.CompanyName, one.deal.Name, one.commitment.Text,
                new Told("promised by word of mouth only, on {0}: confirm it by mail", DateOnly.FromDateTime(one.commitment.AskedAt)), null)
            {
                Icon = "message-2",
                ValueMinor = one.deal.ValueMinor,
                Currency = one.deal.Currency,
                Actions = typeof(VerbalInFocus),
            }), count);
    }
}

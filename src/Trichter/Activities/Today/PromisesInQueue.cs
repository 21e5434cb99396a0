using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Activities.Today;

/// <summary>What either side has promised on my deals until today.</summary>
internal sealed class PromisesInQueue(Db db, Me me) : IQueueSource
{
    public int Order => 30;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        var due = from deal in db.Deals
                  where deal.OwnerId == me.Id && deal.Outcome == Outcome.Open
                  join commitment in db.Commitments on deal.Id equals commitment.DealId
                  where commitment.SettledAt == null && commitment.Due <= moment.Today
                  select new { commitment.Id, commitment.Text, commitment.By, commitment.State, Due = commitment.Due!.Value, DealId = deal.Id, deal.CompanyName, deal.Name, deal.ValueMinor, deal.Currency };

        var (rows, count) = await Work.FirstAsync(due.OrderBy(one => one.Due), cancellation);
        queue.Add(QueueGroup.Promises, rows.Select(one =>
            new QueueItem(QueueGroup.Promises, QueueKind.Commitment, one.Id, one.DealId, one.CompanyName, one.Name, one.Text, WhyOf(one.By, one.State, one.Due), null)
            {
                Icon = "heart-handshake",
                ValueMinor = one.ValueMinor,
                Currency = one.Currency,
                IsLate = one.Due < moment.Today,
            }), count);
    }

    private static Told WhyOf(CommitmentSide by, CommitmentState state, DateOnly due) => (by, state) switch
    {
        (CommitmentSide.Us, _) => new Told("we promised it until {0}", due),
        (_, CommitmentState.Asked) => new Told("asked of the customer until {0}", due),
        _ => new Told("the customer promised it until {0}", due),
    };
}

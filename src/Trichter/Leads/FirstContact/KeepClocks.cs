using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Leads.FirstContact;

/// <summary>Starts a clock when a lead arrives and stops it at the first attempt to reach it, in the transaction of the change that brought either.</summary>
internal sealed class KeepClocks(Db db, Change change, ProcessCatalogue catalogue) : IDealFigure
{
    public async Task RefreshAsync(IReadOnlyCollection<Deal> deals, CancellationToken cancellation)
    {
        var ids = deals.Select(deal => deal.Id).ToList();
        var clocks = await db.StoredAndNewAsync(db.LeadClocks.Where(clock => ids.Contains(clock.DealId)), clock => clock.DealId, cancellation);
        foreach (var deal in deals)
            if (clocks[deal.Id].FirstOrDefault() is null && await ArrivesNowAsync(deal, cancellation)) await StartAsync(deal, cancellation);

        var known = deals.Where(deal => clocks.Contains(deal.Id)).Select(deal => (deal, clocks[deal.Id].First())).ToList();
        if (known.Count > 0) await StopAsync(known, cancellation);
    }

    /// <summary>Entered just now in an early phase, or proposed just now after marketing had nurtured it. What an import brings has a history of its own.</summary>
    private async Task<bool> ArrivesNowAsync(Deal deal, CancellationToken cancellation) =>
        !deal.IsNurtured && (db.Entry(deal).State == EntityState.Added || db.Entry(deal).Property(its => its.IsNurtured).IsModified)
        && change.Via != ChangeSource.Import && deal.Outcome == Outcome.Open && !deal.ExistingCustomer && deal.TransferredFromId is null
        && await IsEarlyAsync(deal, cancellation);

    private async Task<bool> IsEarlyAsync(Deal deal, CancellationToken cancellation) =>
        (await catalogue.VersionAsync(deal.VersionId, cancellation)).StageWith(deal.StageId).Phase.Id is "generate" or "contact";

    private async Task StartAsync(Deal deal, CancellationToken cancellation)
    {
        var minutes = await db.FirstContactRules.Select(rule => (int?)rule.Minutes).SingleOrDefaultAsync(cancellation) ?? new FirstContactRule().Minutes;
        var calendar = await WorkingCalendar.OfAsync(db, cancellation);
        var arrived = db.Entry(deal).State == EntityState.Added ? deal.CreatedAt : change.Now;
        db.LeadClocks.Add(new LeadClock { DealId = deal.Id, ArrivedAt = arrived, DueAt = calendar.After(arrived, minutes) });
    }

    private async Task StopAsync(List<(Deal Deal, LeadClock Clock)> known, CancellationToken cancellation)
    {
        var ids = known.ConvertAll(one => one.Deal.Id);
        var attempts = await db.StoredAndNewAsync(
            db.Activities.Where(activity => activity.DealId != null && ids.Contains(activity.DealId.Value) && activity.DoneAt != null
                && (activity.Type == ActivityType.Call || activity.Type == ActivityType.Meeting)),
            activity => activity.DealId ?? Guid.Empty, cancellation);

        foreach (var (deal, clock) in known)
        {
            // What was said while marketing nurtured it is no answer to the proposal.
            var from = clock.ArrivedAt > deal.CreatedAt ? clock.ArrivedAt : DateTime.MinValue;
            clock.ContactedAt = attempts[deal.Id].Where(activity => IsAttempt(activity) && activity.DoneAt >= from).Min(activity => activity.DoneAt);
            var waits = deal.Outcome == Outcome.Open && await IsEarlyAsync(deal, cancellation);
            clock.EndedAt = clock.ContactedAt is not null || waits ? null : clock.EndedAt ?? change.Now;
        }
    }

    /// <summary>What is new in this transaction comes unfiltered.</summary>
    private static bool IsAttempt(Activity activity) => activity is { DoneAt: not null, Type: ActivityType.Call or ActivityType.Meeting };
}

using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Leads.FirstContact;
using Trichter.Offers.Objections;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Insight.Coaching;

/// <summary>Reads what there is to talk about, for any number of sellers in a fixed number of queries, among the deals that the reader sees.</summary>
public sealed class ReadAgendas(Db db, Me me, Texts texts, TimeProvider clock, ProcessCatalogue catalogue)
{
    /// <summary>Where there has been no talk yet.</summary>
    private const int FirstDays = 7;

    /// <summary>An objection may wait for an answer as long.</summary>
    private const int AnswerDays = 3;

    public DateTime UsualSince => clock.GetUtcNow().UtcDateTime.AddDays(-FirstDays);

    /// <param name="since">Seller → when the last talk was.</param>
    public async Task<IReadOnlyList<Agenda>> RunAsync(IReadOnlyDictionary<Guid, DateTime> since, CancellationToken cancellation = default)
    {
        if (since.Count == 0) return [];

        var (now, sellers, first) = (clock.GetUtcNow().UtcDateTime, since.Keys.ToList(), since.Values.Min());
        var deals = db.Deals.AsNoTracking().VisibleTo(me, db).Where(deal => deal.OwnerId != null && sellers.Contains(deal.OwnerId.Value));
        List<(Guid Seller, DateTime? At, AgendaItem Item)> found =
        [
            .. await ClosedAsync(deals, first, cancellation), .. await StuckAsync(deals, now, cancellation), .. await PromisesAsync(deals, cancellation),
            .. await ObjectionsAsync(deals, first, now, cancellation), .. await MissedAsync(first, cancellation),
        ];

        var its = found.Where(one => since.TryGetValue(one.Seller, out var from) && !(one.At < from)).ToLookup(one => one.Seller, one => one.Item);
        return [.. sellers.Select(seller => new Agenda(seller, [.. its[seller]]))];
    }

    private static async Task<IEnumerable<(Guid, DateTime?, AgendaItem)>> ClosedAsync(IQueryable<Deal> deals, DateTime first, CancellationToken cancellation) =>
        (await deals.Where(deal => deal.OutcomeAt >= first && (deal.Outcome == Outcome.Won || deal.Outcome == Outcome.Lost)).OrderBy(deal => deal.OutcomeAt).ToListAsync(cancellation))
            .Select(deal => (deal.OwnerId!.Value, deal.OutcomeAt, new AgendaItem(
                deal.Outcome == Outcome.Won ? AgendaTopic.Won : AgendaTopic.Lost, deal.Id, deal.Name, new Told("{0} on {1}", deal.Outcome, deal.OutcomeAt!.Value))));

    private async Task<IEnumerable<(Guid, DateTime?, AgendaItem)>> StuckAsync(IQueryable<Deal> deals, DateTime now, CancellationToken cancellation)
    {
        var stuck = new List<(Guid, DateTime?, AgendaItem)>();
        foreach (var deal in await deals.Where(deal => deal.Outcome == Outcome.Open && (deal.NextStepAt == null || deal.NextStepAt < now)).OrderBy(deal => deal.LastActivityAt).ToListAsync(cancellation))
        {
            var stage = (await catalogue.VersionAsync(deal.VersionId, cancellation)).StageWith(deal.StageId);
            if (deal.IsRotting(stage.RottingDays, now))
                stuck.Add((deal.OwnerId!.Value, null, new AgendaItem(AgendaTopic.Stuck, deal.Id, deal.Name, new Told("{0} days in “{1}”, usual {2}", (int)(now - deal.StageEnteredAt).TotalDays, stage.Name, stage.RottingDays))));
        }

        return stuck;
    }

    private async Task<IEnumerable<(Guid, DateTime?, AgendaItem)>> PromisesAsync(IQueryable<Deal> deals, CancellationToken cancellation)
    {
        var today = texts.Today(clock);
        var late = await (from deal in deals
                          where deal.Outcome == Outcome.Open
                          join promise in db.Commitments on deal.Id equals promise.DealId
                          where promise.SettledAt == null && promise.Due < today
                          orderby promise.Due
                          select new { Seller = deal.OwnerId!.Value, deal.Id, deal.Name, promise.Text, promise.By, Due = promise.Due!.Value }).ToListAsync(cancellation);
        return late.Select(one => (one.Seller, (DateTime?)null, new AgendaItem(AgendaTopic.Promises, one.Id, one.Name, new Told("{0} until {1}: {2}", one.By, one.Due, one.Text))));
    }

    private async Task<IEnumerable<(Guid, DateTime?, AgendaItem)>> ObjectionsAsync(IQueryable<Deal> deals, DateTime first, DateTime now, CancellationToken cancellation)
    {
        var patience = now.AddDays(-AnswerDays);
        var open = await (from deal in deals
                          join objection in db.Objections on deal.Id equals objection.DealId
                          join kind in db.ObjectionKinds on objection.KindId equals kind.Id
                          where (objection.State == ObjectionState.Open && objection.NotedAt < patience && deal.Outcome == Outcome.Open) || (objection.State == ObjectionState.Lost && objection.AnsweredAt >= first)
                          orderby objection.NotedAt
                          select new { Seller = deal.OwnerId!.Value, deal.Id, deal.Name, Kind = kind.Name, objection.State, objection.Words, objection.AnsweredAt }).ToListAsync(cancellation);
        return open.Select(one => (one.Seller, one.State == ObjectionState.Lost ? one.AnsweredAt : null, new AgendaItem(AgendaTopic.Objections, one.Id, one.Name, new Told("{0}, {1}: “{2}”", one.Kind, one.State, one.Words))));
    }

    /// <summary>By who had the lead when its time ran out, which may be somebody else than who has it now.</summary>
    private async Task<IEnumerable<(Guid, DateTime?, AgendaItem)>> MissedAsync(DateTime first, CancellationToken cancellation)
    {
        var leads = await (from clocked in db.LeadClocks
                           where clocked.MissedAt >= first
                           join deal in db.Deals.VisibleTo(me, db) on clocked.DealId equals deal.Id
                           select new { deal.Id, deal.Name }).ToDictionaryAsync(deal => deal.Id, deal => deal.Name, cancellation);
        var ids = leads.Keys.ToList();
        var told = await db.Timeline.AsNoTracking().Where(entry => ids.Contains(entry.SubjectId) && entry.Kind == nameof(FirstContactMissed) && entry.At >= first).OrderBy(entry => entry.At).ToListAsync(cancellation);
        return told.Select(entry => (entry.At, Missed: (FirstContactMissed)entry.Read())).Where(one => one.Missed.OwnerId is not null)
            .Select(one => (one.Missed.OwnerId!.Value, (DateTime?)one.At, new AgendaItem(AgendaTopic.Missed, one.Missed.DealId, leads[one.Missed.DealId], new Told("nobody had called until {0}", one.At))));
    }
}

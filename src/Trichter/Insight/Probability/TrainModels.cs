using Microsoft.EntityFrameworkCore;
using Trichter.Insight.CycleTime;
using Trichter.Insight.Facts;
using Trichter.Insight.Forecast.Figures;
using Trichter.Insight.Learning;
using Trichter.Ledger;
using Trichter.Platform.Statistics;
using Trichter.Process;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Insight.Probability;

/// <summary>Trains the model of each process once a day; whether it may speak is decided anew, and a change of that is told (metrics 4.7).</summary>
public sealed class TrainModels(Db db, Me me, Change change, ProcessCatalogue catalogue, ReportScopes scopes, VisitFacts facts, TimelineWriter timeline)
{
    /// <summary>About so many.</summary>
    private const int MostRows = 200_000;

    /// <summary>What was not trained today yet.</summary>
    public async Task RunAsync(CancellationToken cancellation = default) => await TrainAsync(again: false, cancellation);

    /// <summary>All of them, whenever they were trained last.</summary>
    /// <returns>Keys of processes with their models.</returns>
    public Task<IReadOnlyList<(string Process, KeptModel Model)>> AllAsync(CancellationToken cancellation = default) => TrainAsync(again: true, cancellation);

    private async Task<IReadOnlyList<(string Process, KeptModel Model)>> TrainAsync(bool again, CancellationToken cancellation)
    {
        if (!await db.Workspaces.AnyAsync(cancellation)) return [];

        me.ActAsProgram();
        var trained = new List<(string, KeptModel)>();
        foreach (var process in await catalogue.AllAsync(cancellation))
        {
            var scope = await scopes.OfAsync(new ReportQuery(Process: process.Key), cancellation);
            var kept = await db.Models.SingleOrDefaultAsync(model => model.ProcessId == process.Id, cancellation);
            if (!again && kept?.Day == scope.AsOf) continue;

            var before = kept?.Silent;
            var isNew = kept is null;
            kept ??= db.Models.Add(new KeptModel { ProcessId = process.Id }).Entity;
            await TrainAsync(kept, scope, cancellation);
            if (isNew ? kept.Model.Verdict.MaySpeak : before != kept.Silent)
                timeline.Record(kept.Silent is { } because ? new ModelFellSilent(process.Id, process.Name, because) : new ModelSpeaks(process.Id, process.Name));
            await db.SaveChangesAsync(cancellation);
            trained.Add((process.Key, kept));
        }

        return trained;
    }

    private async Task TrainAsync(KeptModel kept, ReportScope scope, CancellationToken cancellation)
    {
        var deals = await facts.OfAsync(scope, cancellation);
        var entered = deals.Where(one => one.Deal.EntryDay is not null).ToList();
        var times = CycleTimes.Of([.. entered.Select(one => one.Deal)], scope.AsOf, scope.EndOfAsOf);
        var horizon = new WonCurve(Survival.Of(times.Observations, causes: 2)).Horizon;
        var cases = await CasesAsync(entered, scope, horizon, cancellation);

        (kept.TrainedAt, kept.Day, kept.Horizon, kept.Rows, kept.Deals) = (change.Now, scope.AsOf, horizon, cases.Count, cases.Deals.Distinct().Count());
        kept.Model = Trainer.Train(cases, [.. cases.Moments.Select(moment => DateOnly.FromDayNumber((int)moment)).Select(day => day.Year * 12 + day.Month)], DealFeatures.Confirmed(entered.Exists(one => one.Deal.Imported == 1)));
        kept.Silent = kept.Model.Verdict.Because;
        var lately = cases.Moments.Count(moment => moment >= scope.AsOf.DayNumber - horizon - Cases.Year);
        var counted = Enumerable.Range(0, cases.Count).Where(row => lately < 200 || cases.Moments[row] >= scope.AsOf.DayNumber - horizon - Cases.Year);
        kept.Groups = [.. counted.GroupBy(row => string.Join('\u001f', cases.Groups[row])).Select(group => new GroupCount(group.Key.Split('\u001f'), group.Count(row => cases.Won[row]), group.Count()))];
    }

    /// <summary>
    /// One row for each stage that a deal entered, as it was known then; only what is decided by now. Of very many deals a sample over the whole
    /// time is taken: the newest alone would span less than the horizon, and no window could be checked.
    /// </summary>
    private async Task<Cases> CasesAsync(List<DealVisits> deals, ReportScope scope, int horizon, CancellationToken cancellation)
    {
        var inputs = await db.Deals.AsNoTracking().Where(deal => deal.ProcessId == scope.Process.Id)
            .Select(deal => new DealInput(deal.Id, deal.EntrySource, deal.Product, deal.OwnerId, deal.ExistingCustomer, deal.ValueMinor)).ToDictionaryAsync(deal => deal.Id, cancellation);
        var past = await PastValues.ReadAsync(db, cancellation);
        var known = deals.Where(one => inputs.ContainsKey(one.Deal.DealId)).ToList();
        var share = (double)MostRows / Math.Max(1, known.Sum(one => one.Visits.Count(IsDecided)));
        var decided = (from one in known
                       where SampleOfDeals.Has(one.Deal.DealId, share)
                       from visit in one.Visits.Select((visit, place) => (visit, place))
                       where IsDecided(visit.visit)
                       orderby visit.visit.EnteredDay, one.Deal.DealId, visit.place
                       select (one.Deal, Visit: visit.visit, Place: visit.place)).ToList();

        var features = new DealFeatures();
        var numbers = new Dictionary<Guid, int>();
        var groups = new List<IReadOnlyList<string>>(decided.Count);
        foreach (var (deal, visit, place) in decided)
        {
            var input = inputs[deal.DealId];
            var at = visit.EnteredAt ?? visit.EnteredDay!.Value.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc);
            var product = past.Product(input, at);
            features.Add(visit.StageKey, input.Source, product, past.Owner(input, at), past.Existing(input, at), past.Value(input, at), visit.EnteredDay!.Value.DayNumber - deal.EntryDay!.Value.DayNumber, place);
            numbers.TryAdd(deal.DealId, numbers.Count);
            groups.Add([visit.StageKey, input.Source, product]);
        }

        return new Cases(
            features.Fields(), [.. decided.Select(row => row.Deal.IsWon && row.Deal.EndDay is { } end && end.DayNumber - row.Visit.EnteredDay!.Value.DayNumber <= horizon)],
            [.. decided.Select(row => (double)row.Visit.EnteredDay!.Value.DayNumber)], [.. decided.Select(row => numbers[row.Deal.DealId])], groups, horizon);

        bool IsDecided(VisitFact visit) => visit is { EnteredDay: { } day, IsMigrated: false } && day.DayNumber <= scope.AsOf.DayNumber - horizon;
    }
}

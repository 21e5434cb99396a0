using System.Globalization;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Activities;

/// <summary>The activities of a deal, as evidence.</summary>
internal sealed record ActivityFacts(IReadOnlyList<Activity> All);

/// <summary>Brings activities to the criteria, and keeps the next step and the last activity on the deal.</summary>
internal sealed class ActivitySource(Db db) : IEvidenceSource, IDealFigure
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        var activities = await OfAsync([.. evidence.Keys], cancellation);
        foreach (var (id, one) in evidence)
            one.Add(new ActivityFacts([.. activities[id]]));
    }

    public async Task RefreshAsync(IReadOnlyCollection<Deal> deals, CancellationToken cancellation)
    {
        var activities = await OfAsync([.. deals.Select(deal => deal.Id)], cancellation);
        foreach (var deal in deals)
        {
            var next = activities[deal.Id].Where(activity => activity.IsPlanned).MinBy(activity => activity.DueAt);
            deal.NextStepAt = next?.DueAt;
            deal.NextStep = next is null ? "" : next.Text.Split('\n')[0] is var line && line.Length > 120 ? line[..120] : line;
            deal.NextStepKind = next is null ? "" : next.Type.ToString();
            deal.LastActivityAt = activities[deal.Id].Max(activity => activity.DoneAt) ?? deal.CreatedAt;
        }
    }

    private Task<ILookup<Guid, Activity>> OfAsync(List<Guid> deals, CancellationToken cancellation) =>
        db.StoredAndNewAsync(db.Activities.Where(activity => activity.DealId != null && deals.Contains(activity.DealId.Value)), activity => activity.DealId ?? Guid.Empty, cancellation);
}

/// <summary>A call or a meeting was held, perhaps within the last days: "type", "withinDays". A call that reached nobody was not held.</summary>
internal sealed class ActivityWasDone : ICriterionKind
{
    public string Key => "activity";

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence)
    {
        var wanted = criterion.Parameter("type") ?? "any";
        var since = int.TryParse(criterion.Parameter("withinDays"), CultureInfo.InvariantCulture, out var days)
            ? evidence.Now.AddDays(-days)
            : DateTime.MinValue;

        return evidence.Find<ActivityFacts>()?.All.Any(activity =>
            activity.DoneAt >= since && activity.Result is not (CallResult.NotReached or CallResult.LeftMessage)
            && (wanted == "any" ? activity.Type is not ActivityType.Note : activity.Type.ToString().Equals(wanted, StringComparison.OrdinalIgnoreCase))) ?? false;
    }
}

/// <summary>Something is planned with a date that has not passed.</summary>
internal sealed class NextStepAgreed : ICriterionKind
{
    public string Key => "next-step";

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<ActivityFacts>()?.All.Any(activity => activity.IsPlanned && activity.DueAt >= evidence.Now.Date) ?? false;
}

using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Groups;

/// <summary>Why deals are lost, and how far they had come (metrics 2.5).</summary>
internal sealed class LossesReport(Db db, ReportScopes scopes, DealFacts facts, Texts texts) : IReport
{
    public string Name => "losses";

    public ReportGroup Group => ReportGroup.Funnel;

    public Told Title => new("Losses");

    public Told Definition => new("Deals lost, disqualified or transferred in the period, by the reason that was given and its class, and by the stage they were last in. Shares are of all that were lost. A loss without a reason is a row of its own.");

    public Type View => typeof(PlainView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var lost = (await facts.DealsAsync(scope, cancellation)).Where(deal => deal.IsLost).ToList();
        var noEnd = lost.Where(deal => deal.EndDay is null).ToList();
        var within = lost.Where(deal => deal.EndDay >= scope.From && deal.EndDay <= scope.To).ToList();
        var stages = within.CountBy(deal => deal.Position).ToDictionary();
        var reasons = await db.CloseReasons.AsNoTracking().ToDictionaryAsync(reason => reason.Id, cancellation);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, within.Count + noEnd.Count, ResultParts.Excluded((ResultParts.NoEndDate, noEnd.Count)), ResultParts.NoWarnings.WithHiddenValues(scope),
            new Dictionary<string, object?>
            {
                ["lost"] = within.Count,
                ["value"] = scope.ValueOf(within.Where(deal => deal.Currency == scope.Currency).Sum(deal => deal.ValueMinor)),
            }.With("with_reason", new Rate(within.Count(deal => deal.CloseReasonId is not null), within.Count)),
            [.. within.CountBy(deal => deal.CloseReasonId ?? Guid.Empty).OrderByDescending(reason => reason.Value).Select(reason => (Its: reasons.GetValueOrDefault(reason.Key), Count: reason.Value)).Select(reason => new Dictionary<string, object?>
            {
                ["name"] = reason.Its is { } known ? texts[known.Name] : texts["(no reason given)"],
                ["class"] = reason.Its is { } its ? texts.Of(its.Class) : "",
                ["count"] = reason.Count,
            }.With("share", new Rate(reason.Count, within.Count)))])
        {
            DealIds = [.. within.Concat(noEnd).Select(deal => deal.DealId)],
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>
            {
                ["stages"] = [.. scope.SalesStages.Where(_ => within.Count > 0).Select(stage => (stage, Count: stages.GetValueOrDefault(stage.Position)))
                    .Select(one => new Dictionary<string, object?> { ["name"] = texts[one.stage.Name], ["count"] = one.Count }.With("share", new Rate(one.Count, within.Count)))],
            },
        };
    }
}

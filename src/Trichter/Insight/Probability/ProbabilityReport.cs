using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Insight.Facts;
using Trichter.Insight.Learning;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Insight.Probability;

internal sealed class ProbabilityReport(Db db, Me me, ReportScopes scopes, OpenDeals open, Texts texts) : IReport
{
    private const int FewestForAMean = 5;

    public string Name => "probability";

    public ReportGroup Group => ReportGroup.Outlook;

    public Told Title => new("Win probability");

    public Told Definition => new("The chance that an open deal is won within the days named, learned every night from all stages that deals entered and that are decided since, each as it was known then. It is checked in order of time. Where it is not better than the base rate, or does not come true as often as it says, the base rate is shown: the share won of such deals, leaning on those around them. It says what goes together, not what to do.");

    public Type View => typeof(ProbabilityView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query with { From = null, To = null, AsOf = null }, cancellation);
        var kept = await db.Models.AsNoTracking().SingleOrDefaultAsync(model => model.ProcessId == scope.Process.Id, cancellation);
        var deals = await open.OfAsync(scope, kept, cancellation);

        return new ReportResult(
            Name, scope.Process.Key, null, null, scope.AsOf, deals.Count, ResultParts.Excluded(),
            kept?.Silent is { } because ? new Dictionary<string, Told> { [SnakeOf(because)] = new("The base rate is shown: {0}.", because) } : ResultParts.NoWarnings,
            Figures(kept, deals), [.. scope.SalesStages.Select(stage => StageRow(stage.Key, texts[stage.Name], deals))])
        {
            RowsAt = "only=open",
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>
            {
                ["reliability"] = [.. (kept?.Model.Reliability?.Bins ?? []).Select(bin => new Dictionary<string, object?> { ["bin"] = bin.Number, ["said"] = bin.Said }.With("won", bin.Won))],
                ["windows"] = [.. (kept?.Model.Windows ?? []).Select(WindowRow)],
                ["columns"] = [.. Columns(kept)],
            },
        };
    }

    public static string SnakeOf(Silence because) => string.Concat(because.ToString().Select((letter, place) => char.IsUpper(letter) && place > 0 ? $"_{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));

    private static Dictionary<string, object?> Figures(KeptModel? kept, IReadOnlyList<OpenDealOfReport> deals) => new Dictionary<string, object?>
    {
        ["trained"] = kept?.Day,
        ["speaks"] = kept is { Silent: null },
        ["silent"] = kept?.Silent,
        ["horizon"] = kept?.Horizon,
        ["mean"] = deals.Count < FewestForAMean ? null : deals.Average(deal => deal.Chance?.P),
        ["rows"] = kept?.Rows,
        ["deals_learned"] = kept?.Deals,
        ["gain"] = kept?.Model.Verdict.Gain?.Mean,
        ["gain_lo95"] = kept?.Model.Verdict.Gain?.Lower,
        ["gain_hi95"] = kept?.Model.Verdict.Gain?.Upper,
        ["auc"] = kept?.Model.Verdict.Newest?.Auc,
        ["brier"] = kept?.Model.Verdict.Newest?.Brier,
        ["said"] = kept?.Model.Verdict.Newest?.Said,
        ["ece"] = kept?.Model.Verdict.Newest?.Reliability.Error,
        ["ece_by_chance"] = kept?.Model.Verdict.Newest?.Reliability.ErrorByChance,
        ["penalty"] = kept?.Model.Penalty,
    }.With("won", kept is null ? new Rate(0, 0) : new Rate(kept.Model.Won, kept.Model.Won + kept.Model.NotWon));

    private static Dictionary<string, object?> StageRow(string key, string name, IReadOnlyList<OpenDealOfReport> deals)
    {
        var its = deals.Where(deal => deal.Deal.Stage == key).ToList();
        var known = its.Select(deal => deal.Chance?.P).OfType<double>().ToList();
        var level = its.Select(deal => deal.Chance?.Levels.ElementAtOrDefault(1)).FirstOrDefault(one => one is not null);
        return new Dictionary<string, object?>
        {
            ["stage"] = key,
            ["name"] = name,
            ["open"] = its.Count,
            ["mean"] = known.Count < FewestForAMean ? null : known.Average(),
            ["base"] = level?.P,
            ["base_lo95"] = level?.Lower,
            ["base_hi95"] = level?.Upper,
        };
    }

    private static Dictionary<string, object?> WindowRow(WindowSummary window) => new()
    {
        ["part"] = window.Part,
        ["auc"] = window.Auc,
        ["said"] = window.Said,
        ["rate"] = window.Rate,
        ["log_loss"] = window.LogLoss,
        ["base_log_loss"] = window.BaseLogLoss,
    };

    /// <summary>Every field, whether it is in use, and why not. A field that a person has to vouch for is out until then.</summary>
    private IEnumerable<IReadOnlyDictionary<string, object?>> Columns(KeptModel? kept)
    {
        if (kept is null || !kept.Model.IsTrained) yield break;
        foreach (var field in new DealFeatures().Fields().Select(field => field.Name))
        {
            if (field == DealFeatures.Value && !me.MaySee(DealFields.Value)) continue;
            var inUse = kept.Model.Recipe.Fields.Any(its => its.Field == field && its.Width > 0);
            yield return new Dictionary<string, object?>
            {
                ["field"] = field,
                ["name"] = OddsWords.NameOf(field, texts),
                ["in_use"] = inUse,
                ["why_not"] = inUse ? "" : kept.Model.Calendar.Contains(field) ? texts["the calendar in disguise"]
                    : kept.Model.Findings.FirstOrDefault(one => one.Field == field) is { } finding ? texts.Of(finding.Sign) : texts["says nothing: the same everywhere"],
            };
        }
    }
}

using System.Globalization;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Process.Edit;

/// <summary>Looks through a definition for what cannot work, and for what is probably not meant.</summary>
public static class ProcessCheck
{
    /// <summary>Everything found, in the order of the stages; what <see cref="Finding.Blocks"/> keeps it from being published.</summary>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<Stage> stages) =>
        stages.Count == 0
            ? [new Finding(null, true, new Told("There is no stage yet."))]
            : [.. Whole(stages), .. stages.SelectMany(stage => OfStage(stage)), .. stages.Zip(stages.Skip(1)).SelectMany(pair => Neighbours(pair.First, pair.Second))];

    private static IEnumerable<Finding> Whole(IReadOnlyList<Stage> stages)
    {
        if (stages[^1] is { IsAfterSale: true, HandOver: not null } last) yield return new(last, false, new Told("Nothing comes after this stage, so that nothing is ever handed over here."));

        var sales = stages.Where(stage => !stage.IsAfterSale).ToList();
        if (sales.Count == 0) yield return new(null, true, new Told("There is no stage before the sale."));
        if (!sales.Exists(stage => stage.ForNewCustomers)) yield return new(null, true, new Told("No stage lets new customers in."));
        if (!sales.Exists(stage => stage.ForExistingCustomers)) yield return new(null, false, new Told("No stage lets existing customers in; they start at the first one."));

        var first = stages.FirstOrDefault(stage => stage.ForNewCustomers || stage.ForExistingCustomers)?.Position ?? int.MaxValue;
        foreach (var stage in stages.Where(stage => stage.Position < first))
            yield return new(stage, true, new Told("Nobody can reach this stage: all deals start behind it."));
    }

    private static IEnumerable<Finding> OfStage(Stage stage)
    {
        if (!IsComplete(stage.Name)) yield return new(stage, true, new Told("The name is missing in a language."));
        if (!IsComplete(stage.Goal)) yield return new(stage, false, new Told("The goal is missing in a language."));
        if (stage.RottingDays < stage.TargetDays) yield return new(stage, false, new Told("Deals rot here before the target time is over."));
        if (stage.IsAfterSale && (stage.ForNewCustomers || stage.ForExistingCustomers)) yield return new(stage, true, new Told("No deal can start after the sale."));
        if (stage.Phases.Select(Phase.With).Select(phase => phase.IsAfterSale).Distinct().Count() > 1)
            yield return new(stage, true, new Told("One stage cannot lie before and after the sale."));

        foreach (var criterion in stage.Criteria)
        {
            if (CriterionKind.FaultOf(criterion.Kind, criterion.Parameters) is { } fault) yield return new(stage, true, new Told("{0}: {1}", criterion.Label, fault));
            if (!IsComplete(criterion.Label)) yield return new(stage, true, new Told("A criterion has no label in a language."));
        }

        foreach (var finding in OfHandOver(stage)) yield return finding;
        foreach (var activity in stage.Activities.Where(activity => !IsComplete(activity.Name)))
            yield return new(stage, false, new Told("An activity has no name in a language."));

        foreach (var point in stage.TalkTrack.Where(point => !IsComplete(point.Text)))
            yield return new(stage, false, new Told("A point of the talk track has no words in a language."));

        foreach (var (one, other) in Pairs(stage.Criteria).Where(pair => Contradict(pair.One, pair.Other)))
            yield return new(stage, true, new Told("\"{0}\" and \"{1}\" cannot both be met.", one.Label, other.Label));
    }

    private static IEnumerable<Finding> OfHandOver(Stage stage)
    {
        if (stage.HandOver is not { } point) yield break;

        if (!Rights.Of(point.To).Contains(Right.ChangeDeals)) yield return new(stage, true, new Told("Nobody can take over: the role {0} may not change deals.", point.To));
        if (point.Items.Count == 0) yield return new(stage, false, new Told("The hand-over has no checklist."));
        if (point.Items.Exists(item => !IsComplete(item.Label))) yield return new(stage, true, new Told("An item of the checklist has no label in a language."));
    }

    private static IEnumerable<Finding> Neighbours(Stage before, Stage after)
    {
        if (before.IsAfterSale && !after.IsAfterSale) yield return new(after, true, new Told("A stage before the sale follows one after it."));
        else if (after.Phase.Order < before.Phase.Order) yield return new(after, false, new Told("The phase of this stage comes before that of the stage in front of it."));
        if (!after.IsAfterSale && after.Probability < before.Probability) yield return new(after, false, new Told("Winning is less likely here than in the stage before."));
    }

    private static IEnumerable<(Criterion One, Criterion Other)> Pairs(List<Criterion> criteria) =>
        criteria.SelectMany((one, index) => criteria.Skip(index + 1).Where(other => other.At == one.At).Select(other => (one, other)));

    /// <summary>Two comparisons of one field that no value meets.</summary>
    private static bool Contradict(Criterion one, Criterion other)
    {
        if (one.Kind != "field" || other.Kind != "field" || one.Parameter("field") != other.Parameter("field")) return false;

        return (one.Parameter("operator"), other.Parameter("operator")) switch
        {
            ("equals", "equals") => !string.Equals(one.Parameter("value"), other.Parameter("value"), StringComparison.OrdinalIgnoreCase),
            ("greater", "less") => Number(one) >= Number(other),
            ("less", "greater") => Number(other) >= Number(one),
            ("equals", "greater") => Number(one) <= Number(other),
            ("equals", "less") => Number(one) >= Number(other),
            ("greater" or "less", "equals") => Contradict(other, one),
            _ => false,
        };
    }

    private static decimal? Number(Criterion criterion) =>
        decimal.TryParse(criterion.Parameter("value"), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsComplete(Localized text) => text.En.Length > 0 && text.De.Length > 0 && text.Pl.Length > 0;
}

/// <param name="Stage">Where; null for the process as a whole.</param>
/// <param name="Blocks">True when the definition cannot be published with it.</param>
public sealed record Finding(Stage? Stage, bool Blocks, Told What);

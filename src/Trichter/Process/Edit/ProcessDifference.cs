using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Process.Edit;

/// <summary>What changed between two versions of a process, in words, stage by stage. Stages are the same when their keys are.</summary>
public static class ProcessDifference
{
    public static IReadOnlyList<StageDifference> Between(IReadOnlyList<Stage> before, IReadOnlyList<Stage> after)
    {
        var order = before.Where(stage => after.Any(its => its.Key == stage.Key)).Select(stage => stage.Key).ToList();
        var newOrder = after.Where(stage => order.Contains(stage.Key)).Select(stage => stage.Key).ToList();

        var differences = after.Select(stage => before.FirstOrDefault(its => its.Key == stage.Key) is not { } old
            ? new StageDifference(stage.Name, DifferenceKind.Added, [])
            : new StageDifference(stage.Name, DifferenceKind.Changed, [.. Moved(order, newOrder, stage.Key), .. Changes(old, stage)]));
        var gone = before.Where(stage => after.All(its => its.Key != stage.Key)).Select(stage => new StageDifference(stage.Name, DifferenceKind.Removed, []));

        return [.. differences.Where(one => one.Kind == DifferenceKind.Added || one.Changes.Count > 0), .. gone];
    }

    private static IEnumerable<Told> Moved(List<string> order, List<string> newOrder, string key)
    {
        var (from, to) = (order.IndexOf(key), newOrder.IndexOf(key));
        if (to < from) yield return new Told("moved forward");
        if (to > from) yield return new Told("moved back");
    }

    private static IEnumerable<Told> Changes(Stage old, Stage stage)
    {
        if (old.Name != stage.Name) yield return new Told("name: {0} → {1}", old.Name, stage.Name);
        if (old.Section != stage.Section) yield return new Told("part of the process changed");
        if (old.Goal != stage.Goal) yield return new Told("goal changed");
        if (old.Playbook != stage.Playbook) yield return new Told("playbook changed");
        if (!old.Phases.SequenceEqual(stage.Phases)) yield return new Told("phases changed");
        if (old.TargetDays != stage.TargetDays) yield return new Told("target days: {0} → {1}", Shown(old.TargetDays), Shown(stage.TargetDays));
        if (old.RottingDays != stage.RottingDays) yield return new Told("rotting days: {0} → {1}", Shown(old.RottingDays), Shown(stage.RottingDays));
        if (old.Probability != stage.Probability) yield return new Told("probability: {0} → {1}", Shown(old.Probability), Shown(stage.Probability));
        if (old.Optional != stage.Optional) yield return stage.Optional ? new Told("may be skipped now") : new Told("may not be skipped any more");
        if ((old.ForNewCustomers, old.ForExistingCustomers) != (stage.ForNewCustomers, stage.ForExistingCustomers)) yield return new Told("entry changed");

        foreach (var change in Lists(old.Activities, stage.Activities, its => its.Key, its => its.Name,
            new Told("activity added: {0}"), new Told("activity removed: {0}"), new Told("activity changed: {0}"))) yield return change;
        foreach (var change in Lists(old.Criteria, stage.Criteria, its => its.Key, its => its.Label,
            new Told("criterion added: {0}"), new Told("criterion removed: {0}"), new Told("criterion changed: {0}"))) yield return change;
        foreach (var change in Lists(old.TalkTrack, stage.TalkTrack, its => its.Key, its => its.Text,
            new Told("point of the talk track added: {0}"), new Told("point of the talk track removed: {0}"), new Told("point of the talk track changed: {0}"))) yield return change;
        if (!SameOrder(old.TalkTrack, stage.TalkTrack)) yield return new Told("order of the talk track changed");
        foreach (var change in HandOverChanges(old.HandOver, stage.HandOver)) yield return change;
    }

    private static IEnumerable<Told> HandOverChanges(HandOverPoint? old, HandOverPoint? now)
    {
        if (old is null && now is not null) yield return new Told("is handed over to {0} now", now.To);
        if (old is not null && now is null) yield return new Told("is no longer handed over to {0}", old.To);
        if (old is null || now is null) yield break;

        if (old.To != now.To) yield return new Told("hand-over: {0} → {1}", old.To, now.To);
        foreach (var change in Lists(old.Items, now.Items, its => its.Key, its => its.Label,
            new Told("checklist item added: {0}"), new Told("checklist item removed: {0}"), new Told("checklist item changed: {0}"))) yield return change;
    }

    private static IEnumerable<Told> Lists<T>(List<T> old, List<T> new_, Func<T, string> key, Func<T, Localized> name, Told added, Told removed, Told changed)
    {
        foreach (var its in new_)
        {
            var before = old.Find(other => key(other) == key(its));
            if (before is null) yield return added with { Data = [name(its)] };
            else if (AsJson.Write(before) != AsJson.Write(its)) yield return changed with { Data = [name(its)] };
        }

        foreach (var its in old.Where(its => !new_.Exists(other => key(other) == key(its))))
            yield return removed with { Data = [name(its)] };
    }

    private static bool SameOrder(List<TalkPoint> old, List<TalkPoint> now)
    {
        var (before, after) = (old.ConvertAll(point => point.Key), now.ConvertAll(point => point.Key));
        return before.Where(after.Contains).SequenceEqual(after.Where(before.Contains));
    }

    private static string Shown(int? number) => StageForm.Typed(number) ?? "–";
}

public sealed record StageDifference(Localized Stage, DifferenceKind Kind, IReadOnlyList<Told> Changes);

public enum DifferenceKind
{
    [Says("added")] Added,
    [Says("changed")] Changed,
    [Says("removed")] Removed,
}

using Trichter.Exchange.Import;
using Trichter.Exchange.Reading;
using Trichter.Process;

namespace Trichter.Exchange.Columns;

/// <summary>
/// Proposes a target for every header: by its key, its label in any of our languages, or another name it is known under.
/// What nobody knows becomes a field of its own, so that nothing is lost, where such records can have one.
/// </summary>
internal static class AutoMapping
{
    private static readonly string[] BeforeStage = ["dateentered", "entered", "eingetreten", "datumeintrittin", "datawejscia"];

    public static Dictionary<string, string> Propose(
        ImportKind kind, IReadOnlyList<string> headers, IReadOnlyList<DateColumn> dates, ProcessVersion? version) =>
        Complete(kind, headers, dates, version, new Dictionary<string, string>());

    /// <summary>What the mapping says, and a proposal for the headers it does not mention.</summary>
    public static Dictionary<string, string> Complete(
        ImportKind kind, IReadOnlyList<string> headers, IReadOnlyList<DateColumn> dates, ProcessVersion? version, IReadOnlyDictionary<string, string> said)
    {
        var result = new Dictionary<string, string>();
        foreach (var header in headers)
            if (Headers.Find(said, header) is { } target) result[header] = target;

        var targets = Target.Of(kind);
        foreach (var rank in Enumerable.Range(0, 3))
            foreach (var header in headers.Where(header => !result.ContainsKey(header)))
                if (targets.FirstOrDefault(target => IsFree(target, result) && RankOf(target, header) == rank) is { } target)
                    result[header] = target.Key;

        foreach (var header in headers.Where(header => !result.ContainsKey(header)))
            result[header] = StageOf(header, dates, version) is { } stage && !result.ContainsValue(Target.EnteredPrefix + stage.Key)
                ? Target.EnteredPrefix + stage.Key
                : kind.KeepsOtherColumns() ? Target.CustomPrefix + header : Target.Ignore;

        return result;
    }

    private static bool IsFree(Target target, Dictionary<string, string> taken) => target.TakesSeveral || !taken.ContainsValue(target.Key);

    /// <summary>0 for the key, 1 for the label, 2 for another name; -1 for none of them.</summary>
    private static int RankOf(Target target, string header)
    {
        var folded = Headers.Fold(header);
        if (folded.Length == 0) return -1;
        if (folded == Headers.Fold(target.Key)) return 0;
        if (Headers.Is(header, target.Label)) return 1;
        if (target.AlsoCalled.Any(name => Headers.Fold(name) == folded)) return 2;
        return target.Key == "emails" && folded is "email2address" or "email3address" or "email2value" or "personemailhome" ? 2 : -1;
    }

    /// <summary>A column of dates that bears the name of a stage tells when the deal entered it.</summary>
    private static Stage? StageOf(string header, IReadOnlyList<DateColumn> dates, ProcessVersion? version)
    {
        if (version is null || !dates.Any(date => date.Header.Equals(header, StringComparison.OrdinalIgnoreCase))) return null;

        var folded = Headers.Fold(header);
        foreach (var before in BeforeStage.Where(before => folded.StartsWith(before, StringComparison.Ordinal)))
            folded = folded[before.Length..];
        return version.Stages.FirstOrDefault(stage =>
            new[] { stage.Key, stage.Name.En, stage.Name.De, stage.Name.Pl }.Any(name => Headers.Fold(name) is { Length: > 0 } its && its == folded));
    }
}

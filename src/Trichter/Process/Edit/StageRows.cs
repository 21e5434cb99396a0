using Trichter.Platform.Language;

namespace Trichter.Process.Edit;

/// <summary>A prescribed activity as typed; one without a name is none.</summary>
public sealed class ActivityRow
{
    public string? Key { get; set; }
    public string? Type { get; set; }
    public string? WithinDays { get; set; }
    public Words Name { get; set => field = value ?? new(); } = new();
    public bool Remove { get; set; }

    public bool IsKept => !Remove && !Name.IsEmpty;

    public static ActivityRow Of(PrescribedActivity its) => new()
    {
        Key = its.Key,
        Type = its.Type,
        WithinDays = StageForm.Typed(its.WithinDays),
        Name = Words.Of(its.Name),
    };

    internal PrescribedActivity ToActivity(List<string> keys)
    {
        var key = RowKey.Of(Key, Name, keys);
        return new PrescribedActivity(key, Type is { Length: > 0 } type ? type : "task", StageForm.Whole(WithinDays), Name.ToLocalized());
    }
}

/// <summary>A criterion as typed; one without a label is none.</summary>
public sealed class CriterionRow
{
    public string? Key { get; set; }
    public CriterionSide At { get; set; }
    public string? Kind { get; set; }
    public Severity Severity { get; set; }
    public Words Label { get; set => field = value ?? new(); } = new();

    /// <summary>"field", "operator", "value", "type", "withinDays", "by", "questionnaire", "share", "points", "evidence": what the kind asks for.</summary>
    public Dictionary<string, string> Parameters { get; set => field = value ?? []; } = [];

    public bool Remove { get; set; }

    public bool IsKept => !Remove && !Label.IsEmpty;

    public static CriterionRow Of(Criterion its) => new()
    {
        Key = its.Key,
        At = its.At,
        Kind = its.Kind,
        Severity = its.Severity,
        Label = Words.Of(its.Label),
        Parameters = new(its.Parameters),
    };

    internal Told? Fault() => CriterionKind.FaultOf(Kind ?? "", Kept());

    internal Criterion ToCriterion(List<string> keys) =>
        new(RowKey.Of(Key, Label, keys), At, Kind ?? "", Severity, Label.ToLocalized(), Kept());

    private Dictionary<string, string> Kept() => Parameters
        .Where(one => !string.IsNullOrWhiteSpace(one.Value) && CriterionKind.With(Kind ?? "")?.Settings.Contains(one.Key) == true)
        .ToDictionary(one => one.Key, one => one.Value.Trim());
}

/// <summary>An item of the checklist of a hand-over as typed; one without a label is none.</summary>
public sealed class HandOverRow
{
    public string? Key { get; set; }
    public Words Label { get; set => field = value ?? new(); } = new();
    public bool Remove { get; set; }

    public bool IsKept => !Remove && !Label.IsEmpty;

    public static HandOverRow Of(HandOverItem its) => new() { Key = its.Key, Label = Words.Of(its.Label) };

    internal HandOverItem ToItem(List<string> keys) => new(RowKey.Of(Key, Label, keys), Label.ToLocalized());
}

internal static class RowKey
{
    /// <summary>The key a row had, or one made of its name; unique among those given out so far.</summary>
    public static string Of(string? key, Words name, List<string> taken)
    {
        var text = name.ToLocalized();
        var its = key is { Length: > 0 } && !taken.Contains(key) ? key : StageKey.For(text.In("en"), taken);
        taken.Add(its);
        return its;
    }
}

using System.Reflection;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Process;

/// <summary>A process as a readable file: those that ship, and the form in which definitions are exchanged.</summary>
public sealed record Template(string Key, Localized Name, Localized Description, IReadOnlyList<TemplateStage> Stages)
{
    private static readonly Lazy<IReadOnlyList<Template>> Shipped = new(() => Load("sales-cycle-7", "sales-cycle-8", "sales-process-8", "funnel-5", "pipeline-4", "aida"));
    private static readonly Lazy<IReadOnlyList<Template>> Beside = new(() => Load("rental", "repair", "parts"));

    /// <summary>The six templates of selling, in the order in which they are offered.</summary>
    public static IReadOnlyList<Template> All => Shipped.Value;

    /// <summary>Those of the other businesses of a seller: rent, repair, parts.</summary>
    public static IReadOnlyList<Template> Businesses => Beside.Value;

    public static Template With(string key) => All.Concat(Businesses).Single(template => template.Key == key);

    private static IReadOnlyList<Template> Load(params string[] keys)
    {
        var assembly = Assembly.GetExecutingAssembly();

        return [.. keys.Select(key =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream($"Trichter.Process.Templates.{key}.json")!);
            return AsJson.Read<Template>(reader.ReadToEnd());
        })];
    }
}

public sealed record TemplateStage(
    string Key, Localized? Section, IReadOnlyList<string> Phases, Localized Name, Localized Goal, Localized? Playbook, int? TargetDays, int? RottingDays,
    int? Probability, bool Optional, IReadOnlyList<string> Entry, IReadOnlyList<PrescribedActivity> Activities, IReadOnlyList<Criterion> Criteria,
    HandOverPoint? HandOver, IReadOnlyList<TalkPoint>? TalkTrack = null)
{
    public Stage ToStage(int position) => new()
    {
        Key = Key,
        Position = position,
        Name = Name,
        Section = Section ?? Localized.Empty,
        Phases = [.. Phases],
        Goal = Goal,
        Playbook = Playbook ?? Localized.Empty,
        TargetDays = TargetDays,
        RottingDays = RottingDays,
        Probability = Probability,
        Optional = Optional,
        ForNewCustomers = Entry.Contains("new"),
        ForExistingCustomers = Entry.Contains("existing"),
        Activities = [.. Activities],
        Criteria = [.. Criteria],
        HandOver = HandOver,
        TalkTrack = [.. TalkTrack ?? []],
    };

    public static TemplateStage Of(Stage stage) => new(
        stage.Key, stage.Section == Localized.Empty ? null : stage.Section, stage.Phases, stage.Name, stage.Goal,
        stage.Playbook == Localized.Empty ? null : stage.Playbook, stage.TargetDays, stage.RottingDays, stage.Probability, stage.Optional,
        [.. new[] { stage.ForNewCustomers ? "new" : null, stage.ForExistingCustomers ? "existing" : null }.OfType<string>()],
        stage.Activities, stage.Criteria, stage.HandOver, stage.TalkTrack.Count == 0 ? null : stage.TalkTrack);
}

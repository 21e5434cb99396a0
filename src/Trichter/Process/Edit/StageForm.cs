using System.Globalization;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Process.Edit;

/// <summary>A stage as it is typed. Everything is text, so that nothing typed is lost when something does not fit.</summary>
public sealed class StageForm
{
    /// <summary>The version of the stage that was shown.</summary>
    public int Seen { get; set; }

    public Words Name { get; set => field = value ?? new(); } = new();
    public Words Section { get; set => field = value ?? new(); } = new();
    public Words Goal { get; set => field = value ?? new(); } = new();
    public Words Playbook { get; set => field = value ?? new(); } = new();
    public List<string> Phases { get; set => field = value ?? []; } = [];
    public string? TargetDays { get; set; }
    public string? RottingDays { get; set; }
    public string? Probability { get; set; }
    public bool Optional { get; set; }
    public bool ForNewCustomers { get; set; }
    public bool ForExistingCustomers { get; set; }
    public List<ActivityRow> Activities { get; set => field = value ?? []; } = [];
    public List<TalkRow> TalkTrack { get; set => field = value ?? []; } = [];
    public List<CriterionRow> Criteria { get; set => field = value ?? []; } = [];

    /// <summary>The role that takes over on leaving the stage; empty for none, whatever the items say.</summary>
    public string? HandOverTo { get; set; }

    public List<HandOverRow> HandOverItems { get; set => field = value ?? []; } = [];

    public static StageForm Of(Stage stage) => new()
    {
        Seen = stage.Version,
        Name = Words.Of(stage.Name),
        Section = Words.Of(stage.Section),
        Goal = Words.Of(stage.Goal),
        Playbook = Words.Of(stage.Playbook),
        Phases = [.. stage.Phases],
        TargetDays = Typed(stage.TargetDays),
        RottingDays = Typed(stage.RottingDays),
        Probability = Typed(stage.Probability),
        Optional = stage.Optional,
        ForNewCustomers = stage.ForNewCustomers,
        ForExistingCustomers = stage.ForExistingCustomers,
        Activities = [.. stage.Activities.Select(ActivityRow.Of)],
        TalkTrack = [.. stage.TalkTrack.Select(TalkRow.Of)],
        Criteria = [.. stage.Criteria.Select(CriterionRow.Of)],
        HandOverTo = stage.HandOver?.To.ToString(),
        HandOverItems = [.. (stage.HandOver?.Items ?? []).Select(HandOverRow.Of)],
    };

    /// <summary>Field → what is wrong with it. What concerns the process as a whole is checked before publishing.</summary>
    public IReadOnlyDictionary<string, Told> Faults()
    {
        var faults = new Dictionary<string, Told>();
        if (Name.IsEmpty) faults["Name"] = new Told("A name is needed.");
        if (Phases.Count == 0) faults["Phases"] = new Told("Choose the phase that the stage belongs to.");
        Check(faults, "TargetDays", TargetDays, 3650);
        Check(faults, "RottingDays", RottingDays, 3650);
        Check(faults, "Probability", Probability, 100);

        foreach (var (row, index) in Activities.Select((row, index) => (row, index)).Where(one => one.row.IsKept))
            Check(faults, $"Activities[{index}].WithinDays", row.WithinDays, 3650);
        foreach (var (row, index) in Criteria.Select((row, index) => (row, index)).Where(one => one.row.IsKept))
            if (row.Fault() is { } fault) faults[$"Criteria[{index}]"] = fault;
        foreach (var (row, index) in TalkTrack.Select((row, index) => (row, index)).Where(one => one.row.IsKept))
            if (row.Fault() is { } fault) faults[$"TalkTrack[{index}]"] = fault;
        return faults;
    }

    /// <summary>Only after <see cref="Faults"/> found nothing.</summary>
    public void WriteTo(Stage stage)
    {
        stage.Name = Name.ToLocalized();
        stage.Section = Section.ToLocalized();
        stage.Goal = Goal.ToLocalized();
        stage.Playbook = Playbook.ToLocalized();
        stage.Phases = [.. Phase.All.Select(phase => phase.Id).Where(Phases.Contains)];
        (stage.TargetDays, stage.RottingDays, stage.Probability) = (Whole(TargetDays), Whole(RottingDays), Whole(Probability));
        (stage.Optional, stage.ForNewCustomers, stage.ForExistingCustomers) = (Optional, ForNewCustomers, ForExistingCustomers);

        var keys = new List<string>();
        stage.Activities = [.. Activities.Where(row => row.IsKept).Select(row => row.ToActivity(keys))];
        keys.Clear();
        stage.Criteria = [.. Criteria.Where(row => row.IsKept).Select(row => row.ToCriterion(keys))];
        keys.Clear();
        stage.TalkTrack = [.. TalkTrack.Where(row => row.IsKept).OrderBy(row => Whole(row.Order) ?? int.MaxValue).Select(row => row.ToPoint(keys))];
        keys.Clear();
        stage.HandOver = Enum.TryParse<Role>(HandOverTo, out var to) && Enum.IsDefined(to)
            ? new HandOverPoint(to, [.. HandOverItems.Where(row => row.IsKept).Select(row => row.ToItem(keys))]) : null;
    }

    internal static int? Whole(string? text) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static string? Typed(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static void Check(Dictionary<string, Told> faults, string field, string? text, int most)
    {
        if (!string.IsNullOrWhiteSpace(text) && !(Whole(text) <= most)) faults[field] = new Told("A whole number up to {0}.", most);
    }
}

/// <summary>A text in the three languages, as typed.</summary>
public sealed class Words
{
    public string? En { get; set; }
    public string? De { get; set; }
    public string? Pl { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(En) && string.IsNullOrWhiteSpace(De) && string.IsNullOrWhiteSpace(Pl);

    public static Words Of(Localized text) => new() { En = text.En, De = text.De, Pl = text.Pl };

    public Localized ToLocalized() => new(En?.Trim() ?? "", De?.Trim() ?? "", Pl?.Trim() ?? "");
}

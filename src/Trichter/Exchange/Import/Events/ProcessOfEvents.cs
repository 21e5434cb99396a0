using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Process.Edit;

namespace Trichter.Exchange.Import.Events;

/// <summary>
/// Makes a process out of the stages that an event file names, for those who have no definition yet: in the order in which deals usually come to
/// them first. Goals, criteria and times are laid down later in the editor.
/// </summary>
internal sealed class ProcessOfEvents(ImportFiles files, PlanImport planning, AddProcess addProcess, ProcessCatalogue catalogue, Ledger.Change change)
{
    /// <summary>As many as one funnel can tell apart.</summary>
    private const int MostStages = 60;

    /// <summary>Guesses, spread over the stages in their order: a file says nothing of phases.</summary>
    private static readonly string[] Phases = ["generate", "contact", "qualify", "pitch", "offer", "negotiate", "close"];

    public async Task<ProcessOfEventsResult> RunAsync(ImportRun run, Mapping mapping, string name, CancellationToken cancellation = default)
    {
        var planned = await planning.OfColumnsAsync(run, mapping, cancellation);
        if (planned.Result is PlanResult.Faulty faulty) return new ProcessOfEventsResult.Faulty(faulty.Faults.First().Value);

        var plan = ((PlanResult.Planned)planned.Result).Plan;
        if (!plan.Has("stage") || !plan.Has("external_id")) return new ProcessOfEventsResult.Faulty(new Told("No column says which deal is meant, or none which stage."));

        var stages = StagesIn(run, plan);
        if (stages.Count is 0 or > MostStages) return new ProcessOfEventsResult.Faulty(new Told("The file names {0} different stages; a process has 1 to {1}.", stages.Count, MostStages));

        var keys = new List<string>();
        foreach (var stage in stages) keys.Add(StageKey.For(stage, keys));
        var process = await addProcess.RunAsync(new Template(StageKey.For(name, []), Same(name), Localized.Empty, [.. stages.Select((stage, index) => StageOf(stage, keys[index], index, stages.Count))]), cancellation);
        catalogue.Forget();
        change.StartAnew();
        return new ProcessOfEventsResult.Made(process);
    }

    /// <summary>Mean place at which deals first come there; ends are no stages.</summary>
    private List<string> StagesIn(ImportRun run, ImportPlan plan)
    {
        using var stream = files.Open(run);
        using var table = TableFile.Open(stream, plan.Dialect);
        var read = new ReadRows(plan, Notices.Read("[]"));
        var places = new Dictionary<string, (long Sum, int Deals)>();
        var seen = new Dictionary<string, HashSet<string>>();

        foreach (var row in CasesTogether.Order(table.Rows(), plan).Select(read.Read))
        {
            var stage = row["stage"];
            if (stage.Length == 0 || StageWords.OutcomeOf(stage) is not null) continue;
            if (!seen.TryGetValue(row["external_id"], out var been)) seen[row["external_id"]] = been = [];
            if (!been.Add(stage)) continue;

            var (sum, deals) = places.GetValueOrDefault(stage);
            places[stage] = (sum + been.Count, deals + 1);
        }

        return [.. places.OrderBy(place => (double)place.Value.Sum / place.Value.Deals).ThenBy(place => place.Key, StringComparer.Ordinal).Select(place => place.Key)];
    }

    private static TemplateStage StageOf(string name, string key, int index, int count) => new(
        key, null, [Phases[index * Phases.Length / count]], Same(name), Localized.Empty, null, null, null, null, Optional: false, ["new", "existing"], [], [], null);

    private static Localized Same(string name) => new(name, name, name);
}

internal abstract record ProcessOfEventsResult
{
    public sealed record Made(SalesProcess Process) : ProcessOfEventsResult;

    public sealed record Faulty(Told Why) : ProcessOfEventsResult;
}

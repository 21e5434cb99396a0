using Trichter.Insight.Mining.Figures;
using Trichter.Process;

namespace Trichter.Insight.Mining;

/// <summary>What a version of a process allows a deal to do: each stage after the other, optional ones left out or not, lost from anywhere, won from the last.</summary>
internal static class VersionRules
{
    public const string Won = "won";
    public const string Lost = "lost";

    /// <param name="existingCustomer">Decides where the deal may start.</param>
    public static ProcessRules Of(ProcessVersion version, bool existingCustomer)
    {
        var stages = version.Stages.Where(stage => !stage.IsAfterSale).ToList();
        var entries = stages.Where(stage => existingCustomer ? stage.ForExistingCustomers : stage.ForNewCustomers).DefaultIfEmpty(stages[0]).Select(stage => stage.Key);
        var arcs = new List<KeyValuePair<string, IEnumerable<string>>> { KeyValuePair.Create(ProcessRules.Start, entries) };
        for (var index = 0; index < stages.Count; index++) arcs.Add(KeyValuePair.Create(stages[index].Key, Next(stages, index).Append(Lost)));
        arcs.Add(KeyValuePair.Create<string, IEnumerable<string>>(Won, [ProcessRules.End]));
        arcs.Add(KeyValuePair.Create<string, IEnumerable<string>>(Lost, [ProcessRules.End]));
        return new ProcessRules(arcs);
    }

    /// <summary>The next stage and, as long as they are optional, those after it.</summary>
    private static IEnumerable<string> Next(List<Stage> stages, int index)
    {
        for (var next = index + 1; next < stages.Count; next++)
        {
            yield return stages[next].Key;
            if (!stages[next].Optional) yield break;
        }

        yield return Won;
    }
}

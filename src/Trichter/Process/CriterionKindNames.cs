using Trichter.Platform.Language;

namespace Trichter.Process;

/// <summary>What the kinds of criterion are called on the page that shows a process.</summary>
internal static class CriterionKindNames
{
    private static readonly Dictionary<string, Told> Names = new()
    {
        ["field"] = new Told("a field is filled in"),
        ["confirmation"] = new Told("somebody confirms it"),
        ["activity"] = new Told("an activity was done"),
        ["next-step"] = new Told("a next step is agreed"),
        ["no-critical-obstacle"] = new Told("no critical obstacle is open"),
        ["commitment"] = new Told("a commitment was given"),
    };

    public static string Of(string kind) => Names.TryGetValue(kind, out var name) ? name.Key : kind;
}

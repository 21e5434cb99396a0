using System.Reflection;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Objections;

/// <summary>The objections that a new workspace begins with.</summary>
public static class UsualObjections
{
    /// <param name="taken">Keys that are in the catalogue already.</param>
    public static IReadOnlyList<ObjectionKind> Except(IReadOnlyCollection<string> taken)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Trichter.Offers.Objections.Templates.usual.json")!);
        return [.. AsJson.Read<List<Usual>>(reader.ReadToEnd()).Where(its => !taken.Contains(its.Key)).Select((its, index) =>
            new ObjectionKind { Key = its.Key, Name = its.Name, AboutPrice = its.AboutPrice, Answers = its.Answers, Position = taken.Count + index + 1 })];
    }

    private sealed record Usual(string Key, Localized Name, bool AboutPrice, List<ObjectionAnswer> Answers);
}

using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Trichter.Platform.Language;

/// <summary>All translations, read once from the *.texts.json beside each module: English sentence → [German, Polish].</summary>
internal static class Translations
{
    private static readonly FrozenDictionary<string, string[]> Texts = Load();

    public static string Find(string english, string language) => language switch
    {
        "de" when Texts.TryGetValue(english, out var both) => both[0],
        "pl" when Texts.TryGetValue(english, out var both) => both[1],
        _ => english,
    };

    public static bool Knows(string english) => Texts.ContainsKey(english);

    private static FrozenDictionary<string, string[]> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var all = new Dictionary<string, string[]>(StringComparer.Ordinal);

        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".texts.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (english, both) in JsonSerializer.Deserialize<Dictionary<string, string[]>>(stream)!)
                all.Add(english, both);
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

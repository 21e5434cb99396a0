using System.Collections.Frozen;
using System.Reflection;
using Trichter.Platform.Language;

namespace Trichter.Market.Industries;

/// <summary>The tree of industries, in three languages.</summary>
public static class Nace
{
    private static readonly Lazy<FrozenDictionary<string, Industry>> Tree = new(Read);
    private static readonly Lazy<FrozenDictionary<string, Industry>> ByCode = new(() => Tree.Value.Values.Where(its => its.Level > 1).ToFrozenDictionary(its => its.Code));
    private static readonly Lazy<ILookup<string, Industry>> Below = new(() => Tree.Value.Values.OrderBy(its => its.Path, StringComparer.Ordinal).ToLookup(its => its.Parent ?? ""));

    public static IEnumerable<Industry> Sections => Below.Value[""];

    public static IEnumerable<Industry> Under(string path) => Below.Value[path];

    /// <summary>The path itself and all paths below it.</summary>
    public static IReadOnlyList<string> WithAllUnder(string path) => [.. Tree.Value.Keys.Where(its => its.StartsWith(path, StringComparison.Ordinal))];

    /// <param name="path">"C10.11"; also null or nonsense.</param>
    public static Industry? At(string? path) => path is null ? null : Tree.Value.GetValueOrDefault(path);

    /// <summary>
    /// The industry of a code in any usual spelling: "10.11", "1011", "10.11.0" (WZ 2025), "10.11.Z" (PKD 2025), "C", "C 10". The fifth digit
    /// of WZ and the letter of PKD divide further than NACE does and are left off.
    /// </summary>
    public static Industry? Of(string code)
    {
        var text = code.Trim().ToUpperInvariant();
        if (text.Length == 1) return At(text);
        if (text.Length > 2 && char.IsLetter(text[0])) text = text[1..];
        var digits = string.Concat(text.Where(char.IsDigit));
        digits = digits.Length > 4 ? digits[..4] : digits;
        return digits.Length < 2 || text.Any(its => !char.IsLetterOrDigit(its) && its is not ('.' or ' ' or '-')) ? null : ByCode.Value.GetValueOrDefault(Dotted(digits));
    }

    /// <summary>Those whose name or code has all the words, at most so many.</summary>
    public static IReadOnlyList<Industry> Find(string words, int most)
    {
        var wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return wanted.Length == 0 ? [] : [.. Tree.Value.Values
            .Where(its => wanted.All(word => its.Code.StartsWith(word, StringComparison.OrdinalIgnoreCase) || Texts(its).Any(text => text.Contains(word, StringComparison.CurrentCultureIgnoreCase))))
            .OrderBy(its => its.Level).ThenBy(its => its.Path, StringComparer.Ordinal).Take(most)];
    }

    private static IEnumerable<string> Texts(Industry its) => [its.Name.En, its.Name.De, its.Name.Pl];

    private static string Dotted(string digits) => digits.Length > 2 ? $"{digits[..2]}.{digits[2..]}" : digits;

    private static FrozenDictionary<string, Industry> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Trichter.wwwroot.lib.nace.tsv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(cells => new Industry(cells[0].Replace(" ", "", StringComparison.Ordinal), new Localized(cells[1], cells[2], cells[3])))
            .ToFrozenDictionary(its => its.Path);
    }
}

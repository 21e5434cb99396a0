using System.Collections.Frozen;
using System.Globalization;

namespace Trichter.Market.Universe;

/// <summary>Countries as lists of addresses write them.</summary>
internal static class Countries
{
    private static readonly Lazy<FrozenDictionary<string, string>> Codes = new(Read);

    /// <param name="text">A code of two letters, or the name in English, German, Polish or the country's own language.</param>
    /// <returns>ISO 3166-1 alpha-2; null for no country.</returns>
    public static string? CodeOf(string text) => Codes.Value.GetValueOrDefault(text.Trim());

    private static FrozenDictionary<string, string> Read()
    {
        var regions = CultureInfo.GetCultures(CultureTypes.SpecificCultures).Select(culture => new RegionInfo(culture.Name)).Where(region => region.TwoLetterISORegionName.All(char.IsLetter)).DistinctBy(region => region.TwoLetterISORegionName).ToList();
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["D"] = "DE",
            ["A"] = "AT",
            ["Deutschland"] = "DE",
            ["Niemcy"] = "DE",
            ["Österreich"] = "AT",
            ["Austria"] = "AT",
            ["Schweiz"] = "CH",
            ["Szwajcaria"] = "CH",
            ["Polen"] = "PL",
            ["Polska"] = "PL",
        };
        foreach (var region in regions) names.TryAdd(region.TwoLetterISORegionName, region.TwoLetterISORegionName);
        foreach (var region in regions.Where(region => region.EnglishName.Length > 2)) names.TryAdd(region.EnglishName, region.TwoLetterISORegionName);
        foreach (var region in regions.Where(region => region.NativeName.Length > 2)) names.TryAdd(region.NativeName, region.TwoLetterISORegionName);
        return names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

using System.Globalization;

namespace Trichter.Platform.Language;

/// <summary>The languages the interface is complete in.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<string> All = ["de", "pl", "en"];

    public static string NameOf(string language) => language switch { "de" => "Deutsch", "pl" => "Polski", _ => "English" };

    public static CultureInfo CultureOf(string language) => CultureInfo.GetCultureInfo(language switch
    {
        "de" => "de-DE",
        "pl" => "pl-PL",
        _ => "en-GB",
    });

    /// <summary>The first of the browser's languages that we speak, else English.</summary>
    public static string FromHeader(string? acceptLanguage) =>
        (acceptLanguage ?? "").Split(',')
            .Select(part => part.Split(';'))
            .OrderByDescending(part => Quality(part))
            .Select(part => part[0].Trim().Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(All.Contains) ?? "en";

    private static double Quality(string[] part) =>
        part.Skip(1).Select(option => option.Trim()).FirstOrDefault(option => option.StartsWith("q=", StringComparison.Ordinal)) is { } q
        && double.TryParse(q[2..], CultureInfo.InvariantCulture, out var value) ? value : 1;
}

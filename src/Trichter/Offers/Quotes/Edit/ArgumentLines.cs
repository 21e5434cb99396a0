using Trichter.Market.Profiles;
using Trichter.Platform.Language;

namespace Trichter.Offers.Quotes.Edit;

/// <summary>The lines on a quote that say what the customer has of it.</summary>
internal static class ArgumentLines
{
    public const int Most = 10;
    public const int Longest = 300;

    public static IReadOnlyList<string> Of(string text) => CustomerProfile.LinesOf(text);

    /// <returns>What is wrong with them; null when nothing is.</returns>
    public static Told? FaultIn(string text)
    {
        var lines = Of(text);
        if (lines.Count > Most) return new Told("At most {0} lines, these are {1}.", Most, lines.Count);
        var index = lines.ToList().FindIndex(line => line.Length > Longest);
        return index < 0 ? null : new Told("Line {0} has more than {1} characters.", index + 1, Longest);
    }
}

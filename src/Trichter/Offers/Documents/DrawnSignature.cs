using System.Text.RegularExpressions;
using Trichter.Platform.Language;

namespace Trichter.Offers.Documents;

/// <summary>What comes with a simple electronic signature: the path that somebody drew, and the browser they used.</summary>
internal static partial class DrawnSignature
{
    private const int Longest = 20_000;
    private const int LongestAgent = 400;

    /// <summary>What is wrong with the path of an SVG, or null; empty is fine, nobody has to draw.</summary>
    public static Told? FaultOf(string drawing) =>
        drawing.Length > Longest || !Path().IsMatch(drawing) ? new Told("The drawn signature could not be read. Draw it again, or leave it out.") : null;

    /// <summary>As much of what the browser says of itself as is kept.</summary>
    public static string Agent(string said) => said.Length > LongestAgent ? said[..LongestAgent] : said;

    [GeneratedRegex("^[ML0-9 .,-]*$")]
    private static partial Regex Path();
}

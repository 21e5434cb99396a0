using System.Text.RegularExpressions;

namespace Trichter.Campaigns;

/// <summary>The last part of an address that people type from a poster: letters, digits and hyphens, 2 to 60 of them, in small letters.</summary>
internal static partial class ShortAddress
{
    public static bool IsOne(string text) => Form().IsMatch(text);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,59}$")]
    private static partial Regex Form();
}

namespace Trichter.Offers.Documents;

/// <summary>Something like {{name}} that nobody filled in.</summary>
internal static class Placeholder
{
    public static bool IsIn(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("}}", StringComparison.Ordinal);
}

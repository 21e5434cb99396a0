using Trichter.Offers.Products;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Columns;

/// <summary>Understands the words of a fixed choice as files write them: its key, or what it is called in any of our languages.</summary>
internal static class ChoiceWords
{
    private static readonly List<(string Key, string English)> OfUnits = [.. Units.All.Select(unit => (unit.Code, unit.Name.Key)), .. Units.OtherWords];

    /// <param name="others">Further words that files use.</param>
    /// <returns>The name of the member; the text as it is where nobody knows it.</returns>
    public static string Of<T>(string text, params (T Member, string Word)[] others) where T : struct, Enum =>
        KeyOf(text, Enum.GetValues<T>().Select(member => (member.ToString(), Texts.EnglishFor(member))).Concat(others.Select(other => (other.Member.ToString(), other.Word))));

    /// <returns>The code of the unit; the text as it is where nobody knows it.</returns>
    public static string UnitOf(string text) => KeyOf(text, OfUnits);

    private static string KeyOf(string text, IEnumerable<(string Key, string English)> choices)
    {
        var folded = Headers.Fold(text);
        foreach (var (key, english) in choices)
            if (Headers.Fold(key) == folded || Languages.All.Any(language => Translations.Find(english, language).Split('|').Any(word => Headers.Fold(word) == folded)))
                return key;
        return text;
    }
}

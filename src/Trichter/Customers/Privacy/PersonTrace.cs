using System.Text;
using System.Text.Json;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Privacy;

/// <summary>By what a person is found in text: addresses, numbers, the full name, the id. A last name alone only hints at them.</summary>
public sealed class PersonTrace
{
    private const int ShortestFirst = 3, ShortestHint = 4, ShortestNumber = 7, ShortestNeedle = 5;

    public required Person Person { get; init; }

    /// <summary>Texts that name the person beyond doubt.</summary>
    public required IReadOnlyList<string> Needles { get; init; }

    /// <summary>First and last name, which name them where both stand; null where one of the two is missing, or so short that it stands within other words.</summary>
    public (string First, string Last)? Both { get; init; }

    /// <summary>The last name, which may be somebody else's; empty when it is too short to look for.</summary>
    public required string Hint { get; init; }

    public static PersonTrace Of(Person person)
    {
        var numbers = person.Phones.Concat(person.Phones.Select(PhoneNumber.Digits)).Where(number => number.Count(char.IsAsciiDigit) >= ShortestNumber);
        var names = person.FirstName.Length > 0 && person.LastName.Length > 0
            ? [person.Name, $"{person.LastName}, {person.FirstName}", $"{person.LastName} {person.FirstName}"]
            : Array.Empty<string>();
        return new()
        {
            Person = person,
            Needles = [.. person.Emails.Concat(numbers).Concat(names).Append(person.Id.ToString()).Where(text => text.Length >= ShortestNeedle).SelectMany(Forms).Distinct(StringComparer.Ordinal)],
            Both = person.FirstName.Length >= ShortestFirst && person.LastName.Length >= ShortestHint ? (person.FirstName, person.LastName) : null,
            Hint = person.LastName.Length >= ShortestHint ? person.LastName : "",
        };
    }

    public bool Names(string text) =>
        Needles.Any(needle => text.Contains(needle, StringComparison.OrdinalIgnoreCase))
        || (Both is { } both && HasWord(text, both.First) && HasWord(text, both.Last));

    /// <summary>The text with every needle replaced; for values that cannot be emptied as a whole.</summary>
    public string Without(string text)
    {
        var left = new StringBuilder(text);
        foreach (var needle in Needles.Append(Hint).Append(Both?.First ?? "").Where(needle => needle.Length >= ShortestHint).OrderByDescending(needle => needle.Length))
        {
            var at = left.ToString().IndexOf(needle, StringComparison.OrdinalIgnoreCase);
            for (; at >= 0; at = left.ToString().IndexOf(needle, StringComparison.OrdinalIgnoreCase)) left.Remove(at, needle.Length);
        }

        return left.ToString();
    }

    /// <summary>Whether it is what was looked for: names count as whole words only, so that Jan is not found in January.</summary>
    public bool Fits(string text, bool orHint) => Names(text) || (orHint && Hint.Length > 0 && text.Contains(Hint, StringComparison.OrdinalIgnoreCase));

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length]))) return true;
        return false;
    }

    /// <summary>As it was typed, and as it stands within JSON.</summary>
    internal static IEnumerable<string> Forms(string text)
    {
        yield return text;
        var json = JsonSerializer.Serialize(text, AsJson.Options)[1..^1];
        if (json != text) yield return json;
    }
}

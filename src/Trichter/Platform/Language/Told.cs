namespace Trichter.Platform.Language;

/// <summary>A sentence kept as its English key and its data, put into words when it is read.</summary>
/// <param name="Key">The English sentence with {0}, {1} … for the data.</param>
/// <param name="Data">Strings, numbers, dates, <see cref="Localized"/> names, or further sentences.</param>
public sealed record Told(string Key, params object?[] Data);

/// <summary>The English words for a member of an enumeration.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SaysAttribute(string words) : Attribute
{
    public string Words => words;
}

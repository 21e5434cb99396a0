namespace Trichter.Exchange.Reading;

public enum HeaderFault
{
    Blank,
    Duplicate,
}

/// <summary>A header (column counted from 0) that could not be used as it stands, and the name it was given.</summary>
public sealed record HeaderNote(int Column, HeaderFault Fault, string Name);

/// <summary>
/// Gives every column a name of its own: a blank header becomes the letter a spreadsheet shows above it, a repeated one gets
/// a number, "Phone (2)". Capital and small letters count as the same.
/// </summary>
internal static class HeaderNames
{
    public static (IReadOnlyList<string> Names, IReadOnlyList<HeaderNote> Notes) Of(IReadOnlyList<string> cells)
    {
        List<string> names = [];
        List<HeaderNote> notes = [];
        var wanted = cells.Select(cell => cell.Trim().Trim('\uFEFF', '\u200B')).ToList();
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var asWritten = wanted.ToHashSet(StringComparer.OrdinalIgnoreCase);

        for (var column = 0; column < wanted.Count; column++)
        {
            var isBlank = wanted[column].Length == 0;
            var name = isBlank ? Letters(column) : wanted[column];
            if ((isBlank && asWritten.Contains(name)) || taken.Contains(name)) name = Numbered(name, taken, asWritten);
            if (name != wanted[column]) notes.Add(new(column, isBlank ? HeaderFault.Blank : HeaderFault.Duplicate, name));

            taken.Add(name);
            names.Add(name);
        }

        return (names, notes);
    }

    private static string Numbered(string name, HashSet<string> taken, HashSet<string> asWritten) =>
        Enumerable.Range(2, taken.Count + asWritten.Count + 1)
            .Select(number => $"{name} ({number})")
            .First(candidate => !taken.Contains(candidate) && !asWritten.Contains(candidate));

    private static string Letters(int column) =>
        (column >= 26 ? Letters(column / 26 - 1) : "") + (char)('A' + column % 26);
}

using System.Text;

namespace Trichter.Exchange.Import;

/// <summary>Takes out of a cell what no database and no page can hold: NUL characters and halves of letters.</summary>
internal static class CleanText
{
    public static string Of(string cell)
    {
        if (!cell.Any(letter => letter == '\0' || char.IsSurrogate(letter))) return cell;

        var clean = new StringBuilder(cell.Length);
        foreach (var rune in cell.EnumerateRunes())
            if (rune.Value != 0) clean.Append(rune.ToString());
        return clean.ToString();
    }
}

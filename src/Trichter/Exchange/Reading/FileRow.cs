namespace Trichter.Exchange.Reading;

/// <summary>
/// One row below the header and the line of the file on which it begins (the first line is 1). There is at least one cell per
/// header: missing ones are added empty. <paramref name="Surplus"/> is how many cells the row has more (or, negative, fewer)
/// than the header.
/// </summary>
public sealed record FileRow(int Line, IReadOnlyList<string> Cells, int Surplus = 0)
{
    public bool IsRagged => Surplus != 0;
}

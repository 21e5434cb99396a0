using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;

namespace Trichter.Exchange.Import.Sales;

/// <summary>
/// Brings the lines of each order together and never parts them. Orders come in the order in which the file first names them, so that an interrupted
/// import finds its place again.
/// </summary>
internal static class LinesTogether
{
    /// <param name="skip">Rows that earlier portions took.</param>
    /// <param name="rowsPerPortion">Filled up by whole orders; a larger order is a portion alone.</param>
    public static IEnumerable<FileRow[]> Portions(IEnumerable<FileRow> rows, ImportPlan plan, int skip, int rowsPerPortion)
    {
        var read = new ReadRows(plan, Notices.Read("[]"));
        var portion = new List<FileRow>();
        foreach (var order in rows.GroupBy(row => KeyOf(read.Read(row))))
        {
            var lines = order.ToList();
            if (skip > 0)
            {
                skip -= lines.Count;
                continue;
            }

            if (portion.Count > 0 && portion.Count + lines.Count > rowsPerPortion)
            {
                yield return [.. portion];
                portion.Clear();
            }

            portion.AddRange(lines);
        }

        if (portion.Count > 0) yield return [.. portion];
    }

    /// <summary>A row that names no order is one alone, to be refused.</summary>
    public static (string Deal, string Number, int Line) KeyOf(MappedRow row) =>
        row.Has("number") && row.Has("deal") ? (row["deal"], row["number"], 0) : ("", "", row.Line);
}

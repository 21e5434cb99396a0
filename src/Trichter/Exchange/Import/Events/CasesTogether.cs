using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;

namespace Trichter.Exchange.Import.Events;

/// <summary>
/// Brings the events of each deal together, in order of time; equal times keep the order of the file (metrics 1, edge case 8). Deals come in the
/// order in which the file first names them, so that an interrupted import finds its place again.
/// </summary>
internal static class CasesTogether
{
    public static IEnumerable<FileRow> Order(IEnumerable<FileRow> rows, ImportPlan plan)
    {
        var read = new ReadRows(plan, Notices.Read("[]"));
        return rows.Select(row => (Row: row, Mapped: read.Read(row)))
            .GroupBy(its => its.Mapped["external_id"], its => (its.Row, At: its.Mapped.Moments.GetValueOrDefault("time")?.At ?? DateTime.MaxValue), StringComparer.Ordinal)
            .SelectMany(deal => deal.OrderBy(its => its.At).Select(its => its.Row));
    }
}

namespace Trichter.Exchange.Reading;

/// <summary>
/// Finds the columns of dates and the formats that read all their values. The format of the file is the one that reads the most
/// columns; among equals, the one under which the dates lie in fewer years, then the European one.
/// </summary>
internal static class DateDetection
{
    private static readonly DateTime EarliestSerial = new(1954, 1, 1), LatestSerial = new(2100, 1, 1);

    private static readonly string[] WordsForDates =
    [
        "date", "datum", "data", "dat.", "tag", "day", "dzień", "termin", "time", "zeit", "czas", "created", "erstellt", "utworz",
        "closed",
    ];

    public static (IReadOnlyList<string> Formats, IReadOnlyList<DateColumn> Columns) Of(IReadOnlyList<SampleColumn> columns)
    {
        var dates = columns
            .Select((column, index) => (Date: new DateColumn(index, column.Header, FormatsOf(column)), column.Values))
            .Where(column => column.Date.Formats.Count > 0)
            .ToList();

        var ranked = DateFormats.Known
            .Select(format => (Format: format, Read: dates.FindAll(column => column.Date.Formats.Contains(format))))
            .Where(candidate => candidate.Read.Count > 0)
            .OrderByDescending(candidate => candidate.Read.Count)
            .ThenBy(candidate => candidate.Read.Sum(column => Years(column.Values, candidate.Format)))
            .ToList();

        var best = ranked.TakeWhile(candidate => candidate.Read.Count == ranked[0].Read.Count);
        return ([.. best.Select(candidate => candidate.Format)], [.. dates.Select(column => column.Date)]);
    }

    private static List<string> FormatsOf(SampleColumn column)
    {
        if (column.Values.Count == 0) return [];

        var fitting = DateFormats.Known.Where(format => column.Values.All(value => Fits(column, value, format))).ToList();
        if (fitting.Contains(DateFormats.Iso)) fitting.Remove(DateFormats.IsoWithZone);
        return fitting;
    }

    /// <summary>Postcodes and amounts look like a spreadsheet's day numbers, so the header has to speak of dates too.</summary>
    private static bool Fits(SampleColumn column, string value, string format)
    {
        if (!DateFormats.TryRead(value, format, out var moment, out _)) return false;
        if (format is not DateFormats.ExcelSerial) return true;

        return moment >= EarliestSerial && moment < LatestSerial
            && WordsForDates.Any(word => column.Header.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static int Years(IReadOnlyList<string> values, string format)
    {
        var years = values.Select(value => DateFormats.TryRead(value, format, out var moment, out _) ? moment.Year : 0).ToList();
        return years.Max() - years.Min();
    }
}

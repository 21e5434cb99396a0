using System.Globalization;
using Trichter.Deals.History;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team.CustomFields;

namespace Trichter.Exchange.Import;

/// <summary>Turns rows of a file into <see cref="MappedRow"/>s: replaces values, reads amounts and dates, notes what is odd.</summary>
internal sealed class ReadRows(ImportPlan plan, Notices notices)
{
    private readonly Dictionary<PlannedColumn, Dictionary<string, string>> replacements = plan.Columns
        .Where(column => column.Replacements is not null)
        .ToDictionary(column => column, column => Folded(column.Replacements!));

    public MappedRow Read(FileRow source)
    {
        var row = new MappedRow(source);
        if (source.Surplus > 0 && source.Cells.Skip(plan.Columns.Count).Any(cell => !string.IsNullOrWhiteSpace(cell)))
            row.Fault = new RowFault("", new Told("The row has more cells than the header."));
        else if (source.Surplus < 0)
            notices.Add(NoticeKind.FewerCells);

        foreach (var column in plan.Columns)
            if (column.Target is not Target.Ignore)
                Read(row, column, source.Cells[column.Index]);

        if (plan.Has("company") && plan.Mapping.As == ImportKind.Deals && !row.Has("company")) notices.Add(NoticeKind.NoCompany, plan.HeaderOf("company"));
        return row;
    }

    private void Read(MappedRow row, PlannedColumn column, string cell)
    {
        var text = CleanText.Of(cell);
        if (text.Length != cell.Length || !ReferenceEquals(text, cell)) notices.Add(NoticeKind.Cleaned);
        text = Replace(column, text.Trim(' '));
        if (string.IsNullOrWhiteSpace(text)) return;

        if (column.Accepted is { } accepted && !accepted.Contains(text))
            notices.Add(NoticeKind.NotInList, column.Header, Short(text), NearestValue.Of(text, accepted));

        if (column.Target.StartsWith(Target.CustomPrefix, StringComparison.Ordinal)) ReadCustom(row, column, column.Target[Target.CustomPrefix.Length..], text);
        else if (column.Kind == FieldKind.Date) ReadDate(row, column, text);
        else if (column.Kind is FieldKind.Money or FieldKind.Number or FieldKind.Measure) ReadNumber(row, column, text);
        else if (column.Kind == FieldKind.List) row.Join(column.Target, text.Replace(" ::: ", "; ", StringComparison.Ordinal));
        else row.Values[column.Target] = text;
    }

    /// <summary>A field that the workspace has a type for takes only what fits; the names of related records are looked up with the portion.</summary>
    private void ReadCustom(MappedRow row, PlannedColumn column, string key, string text)
    {
        row.Custom[key] = text;
        if (!plan.Own.TryGetValue(key, out var field) || field.Type == CustomFieldType.Relation) return;

        if (field.IsNumeric) text = Exchange.Reading.Values.TryReadMoney(text, plan.Dialect.DecimalSeparator, out var amount) ? amount.ToString(CultureInfo.InvariantCulture) : text;
        else if (field.Type == CustomFieldType.Date) text = MomentOf(text, column) is { } moment ? Canonical.Of(moment.Day) : text;

        if (field.Read(text, out var canonical) is { } why) row.Fault ??= new RowFault(column.Target, why);
        else row.Custom[key] = canonical;
    }

    private string Replace(PlannedColumn column, string text)
    {
        if (!replacements.TryGetValue(column, out var words) || !words.TryGetValue(text.Trim(), out var instead)) return text;
        if (text.Length > 0 && instead != text) notices.Add(NoticeKind.Replaced, column.Header, Short(text), instead);
        return instead;
    }

    private void ReadNumber(MappedRow row, PlannedColumn column, string text)
    {
        if (!Exchange.Reading.Values.TryReadMoney(text, plan.Dialect.DecimalSeparator, out var amount))
            row.Fault ??= new RowFault(column.Target, new Told("{0} is not a number.", Short(text)));
        else if (column.Kind == FieldKind.Number && amount != Math.Floor(amount))
            row.Fault ??= new RowFault(column.Target, new Told("This is not a whole number."));
        else
            row.Values[column.Target] = amount.ToString(column.Kind == FieldKind.Measure ? "0.##########" : "0.####", CultureInfo.InvariantCulture);
    }

    private void ReadDate(MappedRow row, PlannedColumn column, string text)
    {
        if (MomentOf(text, column) is not { } moment)
            row.Fault ??= new RowFault(column.Target, new Told("{0} is not a date written as {1}.", Short(text), column.DateFormats[0]));
        else if (column.Target == "expected_close" || !plan.Mapping.As.GoesIntoProcess())
            row.Values[column.Target] = Canonical.Of(moment.Day);
        else
            row.Moments[column.Target] = moment;
    }

    private Moment? MomentOf(string text, PlannedColumn column)
    {
        foreach (var format in column.DateFormats)
            if (Exchange.Reading.Values.TryReadDate(text, format, out var at, out var dateOnly))
                return Moment(at, dateOnly);

        // Another way of writing is taken only where it cannot mean two different days.
        if (plan.Mapping.Dialect?.DateFormat is { Length: > 0 }) return null;
        var readings = DateFormats.Known.Where(format => format is not DateFormats.ExcelSerial)
            .Select(format => Exchange.Reading.Values.TryReadDate(text, format, out var at, out var dateOnly) ? Moment(at, dateOnly) : null)
            .OfType<Moment>().Distinct().ToList();
        return readings is [var only] ? only : null;
    }

    private Moment Moment(DateTime at, bool dateOnly)
    {
        if (dateOnly) return Deals.History.Moment.OnDay(DateOnly.FromDateTime(at));
        if (at.Kind == DateTimeKind.Utc) return Deals.History.Moment.Instant(at, plan.Zone);

        // An hour that the clock jumped over is read as the hour after.
        if (plan.FileZone.IsInvalidTime(at)) at = at.AddHours(1);
        return Deals.History.Moment.Instant(TimeZoneInfo.ConvertTimeToUtc(at, plan.FileZone), plan.Zone);
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..(char.IsHighSurrogate(text[59]) ? 59 : 60)] + "…";

    private static Dictionary<string, string> Folded(IReadOnlyDictionary<string, string> words)
    {
        var folded = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (from, to) in words) folded[from.Trim()] = to;
        return folded;
    }
}

using Trichter.Exchange.Columns;
using Trichter.Exchange.Reading;
using Trichter.Platform.Fields;

namespace Trichter.Exchange.Import;

/// <summary>What is to be said about a file as a whole before its first row is taken over.</summary>
internal static class FirstRemarks
{
    public static void Add(Notices notices, ImportPlan plan, FileLook.Readable file)
    {
        if (plan.Mapping.Dialect?.DateFormat is null && IsAmbiguous(plan, file))
            notices.Add(NoticeKind.DateFormat, value: string.Join(", ", file.Detected.AmbiguousDateFormats), other: plan.Dialect.DateFormat, rows: file.Rows);
        if (file.BrokenCells > 0) notices.Add(NoticeKind.BrokenLetters, value: plan.Dialect.Encoding, rows: file.BrokenCells);

        foreach (var note in file.HeaderNotes)
            notices.Add(NoticeKind.HeaderRenamed, note.Name, rows: file.Rows);
        foreach (var column in plan.Columns.Where(column => Headers.Find(plan.Mapping.Columns, column.Header) is null || !plan.Mapping.As.KeepsOtherColumns()))
            if (column.Target.StartsWith(Target.CustomPrefix, StringComparison.Ordinal)) notices.Add(NoticeKind.KeptAsCustom, column.Header, rows: file.Rows);
            else if (column.Target is Target.Ignore) notices.Add(NoticeKind.LeftOut, column.Header, rows: file.Rows);
    }

    private static bool IsAmbiguous(ImportPlan plan, FileLook.Readable file) =>
        file.Detected.AmbiguousDateFormats.Count > 0
        && plan.Columns.Any(column => column.Kind == FieldKind.Date && file.Detected.DateColumns.Any(date => date.Column == column.Index));
}

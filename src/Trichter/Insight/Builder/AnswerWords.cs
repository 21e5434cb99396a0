using System.Globalization;
using Trichter.Offers.Products;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;

namespace Trichter.Insight.Builder;

/// <summary>An answer in words, and as a text table.</summary>
internal static class AnswerWords
{
    public static string Of(Texts texts, IReadOnlyList<Value> values) =>
        values.Count == 0 ? "" : string.Join(" · ", values.Select(value => value.Number is { } number ? Number(texts, number, value) : "–"));

    /// <summary>The first unit alone, as a chart and a script read it; empty for nothing.</summary>
    public static string Plain(Answer answer, IReadOnlyList<Value> values) =>
        values.FirstOrDefault(value => answer.Units.Count > 0 && value.Unit == answer.Units[0])?.Number?.ToString("0.####", CultureInfo.InvariantCulture) ?? (answer.NothingIsZero ? "0" : "");

    /// <summary>As a table for a spreadsheet: one column for each unit where money comes in several.</summary>
    public static async Task WriteAsync(TextWriter writer, Answer answer, Texts texts)
    {
        var csv = new CsvTable(writer, texts.Culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',');
        var columns = answer.Columns.SelectMany(column => answer.Units.DefaultIfEmpty("").Select(unit => (Column: (Group?)column, Unit: unit)));
        if (answer.HasColumns) columns = columns.Concat(answer.Units.DefaultIfEmpty("").Select(unit => ((Group?)null, unit)));
        var all = columns.ToList();
        await csv.WriteAsync([answer.RowLabel, .. all.Select(one => string.Join(' ', new[] { !answer.HasColumns ? answer.Measure : one.Column?.Label ?? texts["In total"], answer.UnitIn(texts, one.Unit) }.Where(word => word.Length > 0)))]);
        foreach (var row in answer.Rows.Cast<Group?>().Append(null))
            await csv.WriteAsync([row?.Label ?? texts["In total"], .. all.Select(one => answer.At(row, one.Column).FirstOrDefault(value => value.Unit == one.Unit)?.Number?.ToString("0.####", texts.Culture) ?? "")]);
    }

    private static string Number(Texts texts, decimal number, Value value) =>
        value.IsMeasured && value.Unit.Length > 0 ? Units.Amount(Math.Round(number, 2, MidpointRounding.AwayFromZero), value.Unit, texts)
        : value.Unit.Length > 0 ? texts.Money((long)Math.Round(number * 100, MidpointRounding.AwayFromZero), value.Unit)
        : texts.Number((double)number, number == Math.Truncate(number) ? 0 : 2);
}

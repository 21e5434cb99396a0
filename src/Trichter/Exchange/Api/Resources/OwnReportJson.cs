using System.Text.Json.Nodes;
using Trichter.Insight.Builder;

namespace Trichter.Exchange.Api.Resources;

/// <summary>The answer of an own report: one cell for each pair of groups, with each currency apart.</summary>
internal static class OwnReportJson
{
    public static JsonObject Of(OwnReport report, Insight.Builder.Answer answer) => new()
    {
        ["id"] = report.Id,
        ["name"] = report.Name,
        ["about"] = report.Subject,
        ["rows"] = report.Rows,
        ["columns"] = report.Columns,
        ["measure"] = report.Measure,
        ["population"] = answer.Population,
        ["cells"] = new JsonArray([.. from row in answer.Rows from column in answer.Columns from value in answer.At(row, column) select Cell(row, answer.HasColumns ? column : null, value)]),
        ["total"] = new JsonArray([.. answer.At(null, null).Select(value => Cell(null, null, value))]),
    };

    private static JsonObject Cell(Group? row, Group? column, Value value) => new()
    {
        ["row"] = row?.Key,
        ["row_label"] = row?.Label,
        ["column"] = column?.Key,
        ["column_label"] = column?.Label,
        ["currency"] = value.Unit.Length > 0 ? value.Unit : null,
        ["value"] = value.Number,
        ["n"] = value.N,
    };
}

using Trichter.Platform.Ui;
using Trichter.Team.Lists;

namespace Trichter.Insight.Builder;

/// <summary>An own report as its address says it, saved or not.</summary>
public sealed record ReportAddress : ListQuery
{
    /// <summary>The saved report that it is of; null for none yet.</summary>
    public string? Report { get; init; }

    public string? Rows { get; init; }

    /// <summary>"cols" is the columns of a list.</summary>
    public string? Across { get; init; }

    public string? Measure { get; init; }
    public string? Chart { get; init; }
    public string? AsOf { get; init; }

    public ReportChart Drawn => FormValues.One<ReportChart>(Chart) ?? ReportChart.Bars;

    public static new ReportAddress Read(string? query, IReadOnlyList<FilterField> fields)
    {
        var values = new QueryValues(query);
        return (ReportAddress)new ReportAddress
        {
            Report = values["report"],
            Rows = values["rows"],
            Across = values["across"],
            Measure = values["measure"],
            Chart = values["chart"],
            AsOf = values["asOf"],
        }.Taking(values, fields);
    }

    public static ReportAddress Of(OwnReport report, IReadOnlyList<FilterField> fields) => (ReportAddress)new ReportAddress
    {
        Report = $"{report.Id}",
        Rows = report.Rows,
        Across = report.Columns,
        Measure = report.Measure,
        Chart = $"{report.Chart}",
    }.Taking(new QueryValues("?" + report.Conditions), fields);

    /// <summary>The conditions alone, as they are saved.</summary>
    public string Conditions => new ListQuery { Groups = Groups }.InAddress().TrimStart('?');

    /// <param name="offer">What can be asked: what is missing in the address becomes the first of it.</param>
    public Question Asked(Offer offer) => new(
        Rows is { Length: > 0 } ? Rows : offer.Dimensions[0].Key, Across ?? "", Measure is { Length: > 0 } ? Measure : Question.Count, Groups, FormValues.Day(AsOf));

    protected override IEnumerable<KeyValuePair<string, string?>> Plain =>
        [new("report", Report), new("rows", Rows), new("across", Across), new("measure", Measure), new("chart", Chart), new("asOf", AsOf)];
}

using System.Text.Json.Nodes;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Exchange.Commands;
using Trichter.Insight;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Reports over the API: the JSON of the command line, about the deals that the user sees.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reports", List).Allows(Right.SeeInsight).Is(new Told("List reports"), "ReportList");
        api.MapGet("/reports/{name}", RunAsync).Allows(Right.SeeInsight).Is(new Told("Run a report"), "Report", "process", "from", "to", "as_of");
    }

    private static Answer List(IEnumerable<IReport> reports, Texts texts) => Answer.Of(new JsonObject
    {
        ["items"] = new JsonArray([.. reports.Select(report => new JsonObject { ["name"] = report.Name, ["title"] = texts[report.Title], ["definition"] = texts[report.Definition] })]),
        ["next"] = null,
    });

    private static async Task<Answer> RunAsync(
        string name, ListQuery asked, IEnumerable<IReport> reports, RunReport run, ProcessCatalogue catalogue, Problems problems, CancellationToken cancellation)
    {
        if (reports.FirstOrDefault(its => its.Name == name) is not { } report) return problems.NotFound();

        var query = new ReportQuery(asked.Day("from"), asked.Day("to"), asked.Day("as_of"), asked.Text("process"));
        if (query.Process is { } process && await catalogue.FindAsync(process, cancellation) is null)
            asked.Faults["process"] = new Told("There is no process of this name.");
        return asked.Faults.Count > 0 ? problems.Faulty(asked.Faults) : new Answer(StatusCodes.Status200OK, ReportAnswer.Json((await run.RunAsync(report, query, cancellation)).Result));
    }
}

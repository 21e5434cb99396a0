using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Exchange.Commands;
using Trichter.Insight;
using Trichter.Insight.Builder;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Answer = Trichter.Exchange.Api.Answers.Answer;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Reports over the API: the JSON of the command line, about the deals that the user sees.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reports", List).Allows(Right.SeeInsight).Is(new Told("List reports"), "ReportList");
        api.MapGet("/reports/{name}", RunAsync).Allows(Right.SeeInsight).Is(new Told("Run a report"), "Report", "process", "from", "to", "as_of", "entry");
        api.MapGet("/own-reports", OwnAsync).Allows(Right.SeeInsight).Is(new Told("List own reports"), "ReportList");
        api.MapGet("/own-reports/{id:guid}", RunOwnAsync).Allows(Right.SeeInsight).Is(new Told("Run an own report"), "Report", "as_of");
    }

    private static async Task<Answer> OwnAsync(KeepReports kept, IEnumerable<ISubject> subjects, CancellationToken cancellation) => Answer.Of(new JsonObject
    {
        ["items"] = new JsonArray([.. (await kept.Mine().AsNoTracking().OrderBy(its => its.Name).ToListAsync(cancellation)).Where(own => subjects.Any(its => its.Key == own.Subject && its.IsSeen))
            .Select(own => new JsonObject { ["id"] = own.Id, ["name"] = own.Name, ["about"] = own.Subject, ["rows"] = own.Rows, ["columns"] = own.Columns, ["measure"] = own.Measure })]),
        ["next"] = null,
    });

    private static async Task<Answer> RunOwnAsync(Guid id, ListQuery asked, KeepReports kept, IEnumerable<ISubject> subjects, Problems problems, CancellationToken cancellation)
    {
        if (await kept.Mine().AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } own || subjects.FirstOrDefault(its => its.Key == own.Subject && its.IsSeen) is not { } subject) return problems.NotFound();

        var asOf = asked.Day("as_of");
        if (asOf is not null && !subject.KnowsThePast) asked.Faults["as_of"] = new Told("This is not known of a past day.");
        if (asked.Faults.Count > 0) return problems.Faulty(asked.Faults);
        try
        {
            return Answer.Of(OwnReportJson.Of(own, await subject.AnswerAsync(own.AskedOf((await subject.OfferAsync(cancellation)).Fields, asOf), cancellation)));
        }
        catch (CannotAskException refused)
        {
            return problems.Faulty(new Dictionary<string, Told> { [refused.Beside.ToLowerInvariant()] = refused.Why });
        }
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

        var query = new ReportQuery(asked.Day("from"), asked.Day("to"), asked.Day("as_of"), asked.Text("process"), DelayedEntry: asked.Text("entry") == ReportQuery.Delayed);
        if (query.Process is { } process && await catalogue.FindAsync(process, cancellation) is null)
            asked.Faults["process"] = new Told("There is no process of this name.");
        return asked.Faults.Count > 0 ? problems.Faulty(asked.Faults) : new Answer(StatusCodes.Status200OK, ReportAnswer.Json((await run.RunAsync(report, query, cancellation)).Result));
    }
}

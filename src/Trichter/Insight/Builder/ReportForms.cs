using System.Text;
using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;
using Trichter.Team.Views;
using Trichter.Timeline;

namespace Trichter.Insight.Builder;

internal static class ReportForms
{
    public static void MapReportBuilder(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/insight/reports").RequireAuthorization(new AllowedByAttribute(Right.SeeInsight));
        forms.MapPost("/save", async (
            HttpContext http, [FromForm] string? subject, [FromForm] string? query, [FromForm] string? name, [FromForm] ViewShare? share, KeepReports verb, IEnumerable<ISubject> subjects, Change change, Toast toast) =>
        {
            if (subjects.FirstOrDefault(its => its.Key == subject && its.IsSeen) is not { } known) return Results.NotFound();

            var offer = await known.OfferAsync();
            var address = ReportAddress.Read(query, offer.Fields);
            var asked = address.Asked(offer);
            var (faults, id) = await verb.SaveAsync(
                FormValues.Id(address.Report), new ReportDraft(name ?? "", share ?? ViewShare.Private, known.Key, asked.Rows, asked.Columns, asked.Measure, address.Drawn, address.Conditions));
            if (faults.Count > 0) return LookAgain.At(http, faults.First().Value, LocalAddress.Of($"/insight/reports/on/{known.Key}{query}"));

            toast.Say(new Told("Report saved"), change.Id);
            return Results.LocalRedirect(LocalAddress.Of($"/insight/reports/on/{known.Key}{(address with { Report = $"{id}" }).InAddress()}"));
        });
        forms.MapPost("/{id:guid}/remove", async (Guid id, [FromForm] string? unused, KeepReports verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id)) return Results.NotFound();
            toast.Say(new Told("Report removed"), change.Id);
            return Results.LocalRedirect("/insight/reports");
        });
        routes.MapGet("/insight/reports/csv/{subject}", CsvAsync).RequireAuthorization(new AllowedByAttribute(Right.SeeInsight), new AllowedByAttribute(Right.Export));
    }

    private static async Task<IResult> CsvAsync(string subject, HttpContext http, IEnumerable<ISubject> subjects, Db db, Me me, Texts texts, TimelineWriter timeline, CancellationToken cancellation)
    {
        if (subjects.FirstOrDefault(its => its.Key == subject && its.IsSeen) is not { } known) return Results.NotFound();

        var offer = await known.OfferAsync(cancellation);
        Answer answer;
        try
        {
            answer = await known.AnswerAsync(ReportAddress.Read(http.Request.QueryString.Value, offer.Fields).Asked(offer), cancellation);
        }
        catch (NotAgreedException refused)
        {
            return Results.Text(texts[refused.Why], "text/csv", Encoding.UTF8);
        }
        catch (CannotAskException)
        {
            return Results.NotFound();
        }

        timeline.Record(new ReportDownloaded(me.User.Id, known.Key, answer.Rows.Count));
        await db.SaveChangesAsync(cancellation);
        var writer = new StringWriter();
        await AnswerWords.WriteAsync(writer, answer, texts);
        var mark = Encoding.UTF8.GetPreamble();
        return Results.File([.. mark, .. Encoding.UTF8.GetBytes(writer.ToString())], "text/csv; charset=utf-8", $"{known.Key}.csv");
    }
}

/// <summary>Somebody took a report away as a file.</summary>
public sealed record ReportDownloaded(Guid UserId, string Subject, int Rows) : Happening(UserId)
{
    public override Told Told => new("downloaded a report about {0} with {1} rows", Subject, Rows);

    public override string Icon => "download";
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Exchange.Import;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Imports over the API: send a file, then ask how it goes, and for the rows that were refused.</summary>
internal static class ImportEndpoints
{
    private static readonly Sort<ImportRefusal>[] Sorts = [Sort<ImportRefusal>.By("line", refusal => refusal.Line)];

    public static void MapImports(this IEndpointRouteBuilder api)
    {
        var imports = api.MapGroup("/imports");
        imports.MapPost("", SendAsync).Allows(Right.Import).AtMostOnce()
            .WithMetadata(new RequestSizeLimitAttribute(ImportFiles.Largest + 1024 * 1024))
            .Is(new Told("Import a file"), "Import").TakesForm("file=@deals.csv", "kind=deals", "process=sales-cycle-7");
        imports.MapGet("/{id:guid}", ReadAsync).Allows(Right.Import).Is(new Told("Read how an import goes"), "Import");
        imports.MapGet("/{id:guid}/refusals", RefusalsAsync).Allows(Right.Import).Is(new Told("List the rows that were refused"), "RefusalList");
    }

    private static async Task<Answer> SendAsync(HttpContext http, SendImport send, Texts texts, Problems problems, CancellationToken cancellation)
    {
        if (!http.Request.HasFormContentType) return problems.Of(StatusCodes.Status415UnsupportedMediaType);

        try
        {
            var (run, faults) = await send.RunAsync(await http.Request.ReadFormAsync(cancellation), cancellation);
            return run is null ? problems.Faulty(faults) : new Answer(StatusCodes.Status202Accepted, Answer.TextOf(JsonOf(run, texts))) { Location = $"{ApiPath.Root}/imports/{run.Id}" };
        }
        catch (InvalidDataException)
        {
            return problems.Of(StatusCodes.Status400BadRequest);
        }
    }

    private static async Task<Answer> ReadAsync(Guid id, Db db, Texts texts, Problems problems, CancellationToken cancellation) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellation) is { } run ? Answer.Of(JsonOf(run, texts)) : problems.NotFound();

    private static async Task<Answer> RefusalsAsync(Guid id, ListQuery list, Db db, Texts texts, Problems problems, CancellationToken cancellation)
    {
        if (!await db.Imports.AnyAsync(run => run.Id == id, cancellation)) return problems.NotFound();
        return await list.PageAsync(db.ImportRefusals.Where(refusal => refusal.ImportId == id), Sorts, refusal => ValueTask.FromResult(JsonOf(refusal, texts)), problems, cancellation);
    }

    private static JsonObject JsonOf(ImportRun run, Texts texts) => new()
    {
        ["id"] = run.Id,
        ["kind"] = Words.Of(run.Kind),
        ["file"] = run.FileName,
        ["state"] = Words.Of(run.State),
        ["dry_run"] = run.DryRun,
        ["rows"] = run.RowsTotal,
        ["rows_done"] = run.RowsDone,
        ["created"] = run.Created,
        ["updated"] = run.Updated,
        ["unchanged"] = run.Unchanged,
        ["refused"] = run.Refused,
        ["notices"] = new JsonArray([.. AsJson.Read<List<Notice>>(run.Notices).Select(notice => new JsonObject
        {
            ["kind"] = JsonNamingPolicy.SnakeCaseLower.ConvertName(notice.Kind.ToString()),
            ["rows"] = notice.Rows,
            ["text"] = texts[notice.Told()],
        })]),
        ["error"] = run.Error.Length == 0 ? null : texts[Sentence.Read(run.Error)],
        ["requested_at"] = run.RequestedAt,
        ["finished_at"] = run.FinishedAt,
    };

    private static JsonObject JsonOf(ImportRefusal refusal, Texts texts) => new()
    {
        ["line"] = refusal.Line,
        ["column"] = refusal.ColumnName,
        ["reason"] = texts[Sentence.Read(refusal.Reason)],
        ["cells"] = JsonNode.Parse(refusal.Cells),
    };
}

using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Export;
using Trichter.Exchange.Import;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange;

/// <summary>The files that the pages of this module hand out.</summary>
internal static class Downloads
{
    public static void MapDownloads(this IEndpointRouteBuilder routes)
    {
        var import = routes.MapGroup("/import/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.Import));
        import.MapGet("/mapping.json", MappingAsync);
        import.MapGet("/refused.csv", RefusedAsync);
        routes.MapPost("/export/everything.zip", EverythingAsync).RequireAuthorization(new AllowedByAttribute(Right.Export));
    }

    private static async Task<IResult> MappingAsync(Guid id, Db db, CancellationToken cancellation) =>
        await db.Imports.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id, cancellation) is { } run
            ? Results.File(Encoding.UTF8.GetBytes(run.Mapping), "application/json", Path.GetFileNameWithoutExtension(run.FileName) + ".mapping.json")
            : Results.NotFound();

    private static async Task<IResult> RefusedAsync(Guid id, Db db, RefusedRows refused, Texts texts, CancellationToken cancellation)
    {
        if (await db.Imports.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } run) return Results.NotFound();
        return Results.Stream(
            stream => refused.WriteAsync(run, texts, stream, cancellation), "text/csv", Path.GetFileNameWithoutExtension(run.FileName) + ".refused.csv");
    }

    /// <summary>By a form, so that no foreign page and no crawler sets it off.</summary>
    private static IResult EverythingAsync([Microsoft.AspNetCore.Mvc.FromForm] string? unused, HttpContext http, ExportEverything export, Change change)
    {
        // The archive is written as it is read; its format wants a few synchronous writes.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return Results.Stream(
            stream => export.RunAsync(stream, http.RequestAborted), "application/zip", $"trichter-{change.Now:yyyy-MM-dd}.zip");
    }
}

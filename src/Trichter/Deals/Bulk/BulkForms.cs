using Microsoft.AspNetCore.Mvc;
using Trichter.Platform.Ui;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Deals.Bulk;

/// <summary>The form that changes many deals: few at once, many by the job.</summary>
internal static class BulkForms
{
    public static void MapBulk(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/deals/bulk/{key}/start", StartAsync).RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

    private static async Task<IResult> StartAsync(
        HttpContext http, string key, [FromForm] BulkKind? what, [FromForm] string? query, [FromForm] string? chosen, [FromForm] string? owner, [FromForm] string? stage, [FromForm] string? reason,
        [FromForm] string? close, [FromForm] string? source, [FromForm] string? product, [FromForm] string? add, [FromForm] string? remove, ProcessCatalogue catalogue, StartBulk verb, RunBulk runner)
    {
        if (await catalogue.FindAsync(key) is not { } process) return Results.NotFound();

        var value = what switch
        {
            BulkKind.Stage => stage,
            BulkKind.ExpectedClose => close,
            BulkKind.Source => source,
            BulkKind.Product => product,
            BulkKind.AddTag => add,
            BulkKind.RemoveTag => remove,
            BulkKind.Delete => "",
            _ => owner,
        };
        var meant = chosen?.Split(',').Select(FormValues.Id).OfType<Guid>().ToList() ?? [];

        switch (await verb.RunAsync(process, query ?? "", meant, what ?? BulkKind.Owner, value ?? "", reason ?? "", http.RequestAborted))
        {
            case BulkStart.Refused refused:
                return LookAgain.At(http, refused.Why, LocalAddress.Of($"/deals/list/{key}{query}"));
            case BulkStart.Started { Run: var run }:
                if (run.Total <= BulkRun.AtOnce) await runner.RunAsync(run.Id, http.RequestAborted);
                return Results.LocalRedirect($"/deals/bulk/runs/{run.Id}");
            default:
                return Results.NotFound();
        }
    }
}

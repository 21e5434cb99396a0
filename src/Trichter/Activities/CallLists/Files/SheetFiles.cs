using Trichter.Team;

namespace Trichter.Activities.CallLists.Files;

internal static class SheetFiles
{
    public static void MapSheets(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/calls/files").RequireAuthorization(new AllowedByAttribute(Right.Export));
        foreach (var (address, kind) in new[] { ("people", CallKind.People), ("companies", CallKind.Companies) })
        {
            files.MapGet($"/{address}/calls.csv", (HttpContext http, BeginCalls lists, MakeSheet make) => TakeAsync(SheetKind.Calls, kind, http, lists, make));
            files.MapGet($"/{address}/visits.csv", (HttpContext http, BeginCalls lists, MakeSheet make) => TakeAsync(SheetKind.Visits, kind, http, lists, make));
        }
    }

    private static async Task<IResult> TakeAsync(SheetKind sheet, CallKind kind, HttpContext http, BeginCalls lists, MakeSheet make) =>
        await lists.ListAsync(kind, null, http.Request.QueryString.Value ?? "", http.RequestAborted) is var (ids, _)
            ? await make.TakeAsync(await make.RunAsync(sheet, kind, ids, null, http.RequestAborted), http.RequestAborted)
            : Results.NotFound();
}

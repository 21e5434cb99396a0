using Microsoft.AspNetCore.Mvc;
using Trichter.Team.CustomFields;
using Trichter.Team.Shell;

namespace Trichter.Team.Marks;

internal static class MarksSetup
{
    public static void MapMarks(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/favourites/{kind}/{id:guid}", async (HttpContext http, string kind, Guid id, [FromForm] bool? on, IEnumerable<RelationTarget> kinds, MarkFavourite verb) =>
        {
            if (kinds.FirstOrDefault(its => its.Key == kind) is not { } target) return Results.NotFound();

            var back = $"{target.Address}{id}";
            return await verb.RunAsync(target, id, on == true, http.RequestAborted) is { } fault ? LookAgain.At(http, fault, back) : Results.LocalRedirect(back);
        });
}

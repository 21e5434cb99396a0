using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Offers.Prices;

internal static class PriceForms
{
    public static void MapPriceForms(this IEndpointRouteBuilder routes)
    {
        var edit = routes.MapGroup("/prices").RequireAuthorization(new AllowedByAttribute(Right.EditProducts));
        edit.MapPost("/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SavePriceList verb, Change change, Toast toast) =>
            Back(await verb.RetireAsync(id, back: false), new Told("Price list retired"), change, toast));
        edit.MapPost("/{id:guid}/bring-back", async (Guid id, [FromForm] string? unused, SavePriceList verb, Change change, Toast toast) =>
            Back(await verb.RetireAsync(id, back: true), new Told("Price list brought back"), change, toast));
    }

    private static IResult Back(bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect("/prices");
    }
}

using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Offers.Products;

internal static class ProductForms
{
    public static void MapProductForms(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/products/{id:guid}/bundle", async (HttpContext http, Guid id, SaveBundle verb, Change change, Toast toast) =>
        {
            var form = await http.Request.ReadFormAsync();
            var rows = form["part-article"].Zip(form["part-quantity"], (article, quantity) => (article ?? "", quantity ?? "")).ToList();
            var pricing = Enum.TryParse<BundlePricing>(form["pricing"], out var typed) ? typed : BundlePricing.None;
            if (await verb.RunAsync(id, pricing, rows) is { } fault) return LookAgain.At(http, fault, $"/products/{id}");
            toast.Say(new Told("Saved"), change.Id);
            return Results.LocalRedirect($"/products/{id}");
        }).RequireAuthorization(new AllowedByAttribute(Right.EditProducts));
}

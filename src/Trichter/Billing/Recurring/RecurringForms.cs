using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Billing.Recurring;

/// <summary>The form on the page of an order that takes a notice back.</summary>
internal static class RecurringForms
{
    public static void MapRecurringForms(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/orders/{id:guid}/recurring/{line:guid}/go-on", async (HttpContext http, Guid id, Guid line, [FromForm] string? unused, EndRecurring verb, Change its, Toast toast) =>
        {
            if (await verb.GoOnAsync(id, line) is { } fault) return LookAgain.At(http, fault, $"/orders/{id}");
            toast.Say(new Told("It goes on"), its.Id);
            return Results.LocalRedirect($"/orders/{id}#recurring");
        }).RequireAuthorization(new AllowedByAttribute(Right.Bill));
}

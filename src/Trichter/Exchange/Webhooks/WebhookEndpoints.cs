using Microsoft.AspNetCore.Mvc;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Exchange.Webhooks;

/// <summary>The one-button forms of a webhook's page.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var webhook = routes.MapGroup("/settings/webhooks/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));

        webhook.MapPost("/switch", async (Guid id, [FromForm] string? unused, ChangeWebhook verb, Ledger.Change change, Toast toast) =>
        {
            if (!await verb.SwitchAsync(id)) return Results.NotFound();
            toast.Say(new Told("Webhook changed"), change.Id);
            return Results.LocalRedirect($"/settings/webhooks/{id}");
        });
        webhook.MapPost("/test", async (Guid id, [FromForm] string? unused, ChangeWebhook verb, Toast toast) =>
        {
            if (!await verb.TestAsync(id)) return Results.NotFound();
            toast.Say(new Told("A test is on its way"));
            return Results.LocalRedirect($"/settings/webhooks/{id}");
        });
        webhook.MapPost("/again", async (Guid id, [FromForm] Guid? message, ChangeWebhook verb, Toast toast) =>
        {
            toast.Say(new Told("{0} will be sent again", await verb.SendAgainAsync(id, message)));
            return Results.LocalRedirect($"/settings/webhooks/{id}");
        });
    }
}

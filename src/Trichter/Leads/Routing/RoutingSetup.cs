using Microsoft.AspNetCore.Mvc;
using Trichter.Campaigns.Intake;
using Trichter.Deals;
using Trichter.Leads.Proposals;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.Routing;

internal static class RoutingSetup
{
    public static void AddLeadRouting(this IServiceCollection services)
    {
        services.AddScoped<IReactTo<DealEntered>, RouteLeads>();
        services.AddScoped<IReactTo<LeadProposed>, RouteLeads>();
        services.AddScoped<IReactTo<NurtureEnded>, RouteLeads>();
        services.AddScoped<KeepRouting>();
        services.AddSingleton(new SettingsEntry(36, "Who gets leads", "/settings/routing", Right.ManageTeam));
    }

    public static void MapLeadRouting(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/settings/routing").RequireAuthorization(new AllowedByAttribute(Right.ManageTeam));
        forms.MapPost("/{id:guid}/up", async (Guid id, [FromForm] string? unused, KeepRouting verb, Change change, Toast toast) => Back(await verb.MoveUpAsync(id), new Told("Saved"), change, toast));
        forms.MapPost("/{id:guid}/remove", async (Guid id, [FromForm] string? unused, KeepRouting verb, Change change, Toast toast) => Back(await verb.RemoveAsync(id), new Told("Removed"), change, toast));
    }

    private static IResult Back(bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect("/settings/routing");
    }
}

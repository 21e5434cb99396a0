using Microsoft.AspNetCore.Mvc;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Team.Members;

internal static class MembersEndpoints
{
    private const string Page = "/settings/team";

    public static void MapMembers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Page).RequireAuthorization(new AllowedByAttribute(Right.ManageTeam));

        group.MapPost("/{id:guid}", async (
            Guid id, [FromForm] Role role, [FromForm] Visibility sees, [FromForm] string? teamId, ChangeMember verb, Toast toast) =>
        {
            Guid? team = Guid.TryParse(teamId, out var parsed) ? parsed : null;
            Tell(toast, await verb.RunAsync(id, role, sees, team), new Told("Colleague changed"));
            return Results.LocalRedirect(Page);
        });

        group.MapPost("/{id:guid}/access", async (Guid id, [FromForm] string? unused, ChangeMember verb, Toast toast) =>
        {
            Tell(toast, await verb.SwitchAccessAsync(id), new Told("Access changed"));
            return Results.LocalRedirect(Page);
        });
    }

    private static void Tell(Toast toast, bool done, Told told) =>
        toast.Say(done ? told : new Told("Not changed: a workspace keeps at least one owner, and only owners change owners."));
}

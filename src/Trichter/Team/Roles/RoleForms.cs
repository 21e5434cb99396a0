using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Team.Roles;

internal static class RoleForms
{
    public const string SeesPrefix = "sees-";
    public const string FieldPrefix = "field-";

    public static void MapRoles(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/settings/roles/{role}", async (Role role, [FromForm] IFormCollection form, SetRoleRule verb, Change change, Toast toast) =>
        {
            if (!await verb.RunAsync(role, Chosen<Visibility>(form, SeesPrefix), Chosen<FieldAccess>(form, FieldPrefix))) return Results.NotFound();
            toast.Say(new Told("Role saved"), change.IsRecorded ? change.Id : null);
            return Results.LocalRedirect("/settings/roles");
        }).RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));

    private static Dictionary<string, T> Chosen<T>(IFormCollection form, string prefix) where T : struct, Enum =>
        form.Where(its => its.Key.StartsWith(prefix, StringComparison.Ordinal) && Enum.TryParse<T>(its.Value.ToString(), out var word) && Enum.IsDefined(word))
            .ToDictionary(its => its.Key[prefix.Length..], its => Enum.Parse<T>(its.Value.ToString()));
}

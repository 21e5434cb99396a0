using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Team.CustomFields;

internal static class CustomFieldsSetup
{
    public static void AddCustomFields(this IServiceCollection services)
    {
        services.AddScoped<OwnFields>();
        services.AddScoped<KeepCustomFields>();
        services.AddScoped<IndexCustomFields>();
        services.AddScoped<IAfterUndo, IndexAfterUndo>();
        services.AddSingleton(new RelationTarget(40, "user", new Told("Colleague").Key, "/settings/team#", (db, _) => db.Users.Select(user => new NamedRecord { Id = user.Id, Name = user.Name })));
        services.AddSingleton(new SettingsEntry(26, new Told("Fields").Key, "/settings/fields", Right.ManageWorkspace));
    }

    public static void MapCustomFields(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/settings/fields").RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));

        forms.MapPost("/{id:guid}/retire", async (Guid id, [FromForm] string? unused, KeepCustomFields verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("The field is out of use; its values stay with their records."), change.Id);
            return Results.LocalRedirect("/settings/fields");
        });

        forms.MapPost("/{id:guid}/move", async (Guid id, [FromForm] bool? up, KeepCustomFields verb) =>
            await verb.MoveAsync(id, up ?? false) ? Results.LocalRedirect("/settings/fields") : Results.NotFound());
    }
}

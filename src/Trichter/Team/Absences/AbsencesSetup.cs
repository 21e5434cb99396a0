using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Team.Absences;

internal static class AbsencesSetup
{
    public static void AddAbsences(this IServiceCollection services)
    {
        services.AddScoped<KeepAbsences>();
        services.AddSingleton(new SettingsEntry(31, "Absences", "/settings/absences", null));
    }

    public static void MapAbsences(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/settings/absences/{id:guid}/remove", async (Guid id, [FromForm] string? unused, KeepAbsences verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id)) return Results.NotFound();
            toast.Say(new Told("Removed"), change.Id);
            return Results.LocalRedirect("/settings/absences");
        }).RequireAuthorization();
}

using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Ui;

namespace Trichter.Team.FigureAgreements;

internal static class FigureAgreementsSetup
{
    public static void AddFigureAgreements(this IServiceCollection services)
    {
        services.AddScoped<KeepFigureAgreements>();
        services.AddScoped<FiguresOfPeople>();
        services.AddKeyedScoped(Part.Own, (its, _) => new FiguresOfPeople(its.GetRequiredKeyedService<Db>(Part.Own), its.GetRequiredService<Me>(), its.GetRequiredService<Change>()));
        services.AddSingleton(new SettingsEntry(27, "Figures of colleagues", "/settings/figure-agreements", Right.ManageWorkspace));
    }

    public static void MapFigureAgreements(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/settings/figure-agreements/{id:guid}/end", async (Guid id, [FromForm] string? unused, KeepFigureAgreements verb, Change change, Toast toast) =>
        {
            if (!await verb.EndAsync(id)) return Results.NotFound();
            toast.Say(new Told("Ended"), change.Id);
            return Results.LocalRedirect("/settings/figure-agreements");
        }).RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
}

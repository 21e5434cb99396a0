using Microsoft.AspNetCore.Mvc;
using Trichter.Customers.Consent;
using Trichter.Customers.Privacy;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Nurturing;

internal static class NurturingModule
{
    public static void AddNurturing(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SaveProgramme>();
        builder.Services.AddScoped<TakeStep>();
        builder.Services.AddScoped<TakeDealStep>();
        builder.Services.AddScoped<IHoldPersonalData, NurturingHoldings>();
        builder.Services.AddScoped<RunProgrammes>();
        builder.Services.AddSingleton(new MenuEntry(39, "Programmes", "route", "/programmes", Right.RunCampaigns));
    }

    public static void MapNurturing(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/programmes").RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
        forms.MapPost("/{id:guid}/publish", async (Guid id, [FromForm] string? unused, SaveProgramme verb, Change change, Toast toast) => Back(id, await verb.PublishAsync(id), change, toast));
        forms.MapPost("/{id:guid}/stop", async (Guid id, [FromForm] string? unused, SaveProgramme verb, Change change, Toast toast) => Back(id, await verb.StopAsync(id, goesOn: false), new Told("Stopped"), change, toast));
        forms.MapPost("/{id:guid}/go-on", async (Guid id, [FromForm] string? unused, SaveProgramme verb, Change change, Toast toast) => Back(id, await verb.StopAsync(id, goesOn: true), new Told("It goes on"), change, toast));
    }

    private static IResult Back(Guid id, Fault? fault, Change change, Toast toast)
    {
        if (fault == Fault.NotThere) return Results.NotFound();
        if (fault is null) toast.Say(new Told("Published"), change.Id);
        else toast.Say(fault.Field.StartsWith("Step-", StringComparison.Ordinal) ? new Told("Step {0}: {1}", int.Parse(fault.Field[5..], System.Globalization.CultureInfo.InvariantCulture) + 1, fault.Why) : fault.Why);
        return Results.LocalRedirect($"/programmes/{id}");
    }

    private static IResult Back(Guid id, bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect($"/programmes/{id}");
    }
}

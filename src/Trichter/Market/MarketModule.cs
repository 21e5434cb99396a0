using Microsoft.AspNetCore.Mvc;
using Trichter.Activities.CallLists.Files;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Market.Groups;
using Trichter.Market.Industries;
using Trichter.Market.Lists;
using Trichter.Market.Profiles;
using Trichter.Market.Universe;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Market;

internal static class MarketModule
{
    public static void AddMarket(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<UsableLists>();
        services.AddScoped<SaveList>();
        services.AddScoped<ForgetSuspects>();
        services.AddScoped<TakeOver>();
        services.AddScoped<SaveGroup>();
        services.AddScoped<MakeGroupSheet>();
        services.AddScoped<ReadCoverage>();
        services.AddScoped<SaveProfile>();
        services.AddSingleton(DealPanel.Of<ArgumentsPanel>(DealPanelPlace.Right, 40));
        services.AddScoped<MapIndustries>();
        services.AddScoped<TakeMoves>();
        services.AddSingleton(new MenuEntry(37, "Market", "world-search", "/market", Right.RunCampaigns)
        {
            Below = (_, _, texts) => Task.FromResult<IReadOnlyList<(string, string)>>([(texts["Universe"], "/market"), (texts["Market coverage"], "/market/coverage"), (texts["Ideal customers"], "/market/profiles"), (texts["Company lists"], "/market/lists"), (texts["Industries"], "/market/industries")]),
        });
    }

    public static void MapMarket(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/market").RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
        forms.MapPost("/lists/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveList verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("The list is out of the universe."), change.Id);
            return Results.LocalRedirect("/market/lists");
        });
        forms.MapPost("/profiles/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveProfile verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("The profile is retired."), change.Id);
            return Results.LocalRedirect("/market/profiles");
        });
        forms.MapPost("/groups/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveGroup verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("Target group retired"), change.Id);
            return Results.LocalRedirect("/market/coverage");
        });
        var files = forms.MapGroup("/groups/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.Export));
        files.MapGet("/calls.csv", async (Guid id, MakeGroupSheet verb, MakeSheet make) => await verb.ReadAsync(id) is { } sheets ? await make.TakeAsync(sheets.Calls) : Results.NotFound());
        files.MapGet("/visits.csv", async (Guid id, MakeGroupSheet verb, MakeSheet make) => await verb.ReadAsync(id) is { } sheets ? await make.TakeAsync(sheets.Visits) : Results.NotFound());
    }
}

using Microsoft.AspNetCore.Mvc;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Segments;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Campaigns;

internal static class CampaignsModule
{
    public static void AddCampaigns(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<SaveSegment>();
        services.AddScoped<FollowSegments>();
        services.AddScoped<SaveMailing>();
        services.AddScoped<TryMailing>();
        services.AddScoped<QueueMailing>();
        services.AddScoped<SendMailings>();
        services.AddScoped<HandOverMails>();
        services.AddSingleton<MailPace>();
        services.AddScoped<IKnowContacts, KnowMailings>();
        services.AddSingleton(new MenuEntry(38, "Campaigns", "send", "/campaigns", Right.RunCampaigns)
        {
            Below = (_, _, texts) => Task.FromResult<IReadOnlyList<(string, string)>>([(texts["Mailings"], "/campaigns"), (texts["Segments"], "/campaigns/segments")]),
        });
    }

    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/campaigns").RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));
        forms.MapPost("/segments/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveSegment verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("Segment retired"), change.Id);
            return Results.LocalRedirect("/campaigns/segments");
        });
        forms.MapPost("/mailings/{id:guid}/stop", async (Guid id, [FromForm] string? unused, SaveMailing verb, Change change, Toast toast) => Back(id, await verb.StopAsync(id, goesOn: false), new Told("Stopped"), change, toast));
        forms.MapPost("/mailings/{id:guid}/go-on", async (Guid id, [FromForm] string? unused, SaveMailing verb, Change change, Toast toast) => Back(id, await verb.StopAsync(id, goesOn: true), new Told("It goes on"), change, toast));
        forms.MapPost("/mailings/{id:guid}/try", async (Guid id, [FromForm] string? language, TryMailing verb, Toast toast) => Tried(id, await verb.RunAsync(id, language ?? ""), toast));
        forms.MapGet("/mailings/{id:guid}/preview", async (Guid id, string? language, Guid? person, TryMailing verb) =>
            await verb.ShowAsync(id, language ?? "", person) is { } mail ? Results.Content(mail.Html, "text/html; charset=utf-8") : Results.NotFound());
    }

    private static IResult Back(Guid id, bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect($"/campaigns/mailings/{id}");
    }

    private static IResult Tried(Guid id, Fault? fault, Toast toast)
    {
        if (fault == Fault.NotThere) return Results.NotFound();
        toast.Say(fault?.Why ?? new Told("The test mail is on its way to you."));
        return Results.LocalRedirect($"/campaigns/mailings/{id}");
    }
}

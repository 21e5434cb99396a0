using Microsoft.AspNetCore.Mvc;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Consent.Links;
using Trichter.Customers.Consent.OptIn;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Customers.Consent;

internal static class ConsentSetup
{
    public static void AddConsent(this IServiceCollection services)
    {
        services.AddScoped<ContactKeys>();
        services.AddScoped<WriteConsent>();
        services.AddScoped<KeepConsent>();
        services.AddScoped<KeepPrivacy>();
        services.AddScoped<KeepWordings>();
        services.AddScoped<AskConsent>();
        services.AddScoped<AskOptIn>();
        services.AddScoped<AskByMail>();
        services.AddScoped<ConfirmOptIn>();
        services.AddScoped<ChooseByLink>();
        services.AddScoped<Merge.IFollowMerge, FollowMerge>();
        services.AddSingleton(new SettingsEntry(72, new Told("Consent").Key, "/settings/consent", Right.RunCampaigns));
    }

    public static void MapConsent(this IEndpointRouteBuilder routes)
    {
        var change = routes.MapGroup("/people/{id:guid}/consent").RequireAuthorization(new AllowedByAttribute(Right.ChangeCustomers));
        change.MapPost("/withdraw", async (Guid id, [FromForm] string? address, [FromForm] Purpose purpose, [FromForm] ContactChannel channel, KeepConsent verb, Toast toast) =>
            Back(id, await verb.WithdrawAsync(id, address ?? "", purpose, channel), new Told("Noted: they no longer want it."), toast));
        change.MapPost("/object", async (Guid id, [FromForm] string? unused, KeepConsent verb, Toast toast) =>
            Back(id, await verb.ObjectAsync(id), new Told("Noted: no advertising at all."), toast));
        change.MapPost("/ask", async (Guid id, [FromForm] string? address, [FromForm] Guid wordingId, HttpContext http, AskByMail verb, Toast toast) =>
            Back(id, await verb.RunAsync(id, address ?? "", wordingId, Asker.Of(http, "en")), new Told("The mail with the link is on its way."), toast));

        routes.MapPost("/settings/consent/{id:guid}/retire", async (Guid id, [FromForm] string? unused, KeepWordings verb, Change its, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("The text is no longer offered."), its.Id);
            return Results.LocalRedirect("/settings/consent");
        }).RequireAuthorization(new AllowedByAttribute(Right.RunCampaigns));

        // The address in List-Unsubscribe: mail providers post to it without a cookie (RFC 8058), people follow it to a page.
        routes.MapPost("/u/{token}", async (string token, ChooseByLink choose) =>
        {
            await choose.UnsubscribeAsync(token, all: false);
            return Results.Ok();
        }).AllowAnonymous().DisableAntiforgery();
        routes.MapGet("/u/{token}", (string token) => Results.LocalRedirect($"/unsubscribe/{Uri.EscapeDataString(token)}")).AllowAnonymous();
    }

    private static IResult Back(Guid id, Fault? fault, Told done, Toast toast)
    {
        if (fault == Fault.NotThere) return Results.NotFound();
        toast.Say(fault?.Why ?? done);
        return Results.LocalRedirect($"/people/{id}/consent");
    }
}

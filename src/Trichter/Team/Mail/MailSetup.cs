using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Ui;
using Trichter.Team.Mail.SenderDomain;

namespace Trichter.Team.Mail;

internal static class MailSetup
{
    public static void AddMail(this IServiceCollection services)
    {
        services.AddSingleton<MailSecret>();
        services.AddScoped<SendMails>();
        services.AddScoped<WriteMail>();
        services.AddScoped<SetMailServer>();
        services.AddSingleton<IAskDns, AskDns>();
        services.AddScoped<CheckDomain>();
        services.AddSingleton(new SettingsEntry(70, new Told("Mail").Key, "/settings/mail", Right.ManageWorkspace));
    }

    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/settings/mail").RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
        forms.MapPost("/remove", async ([FromForm] string? unused, SetMailServer verb, Change change, Toast toast) =>
        {
            await verb.RemoveAsync();
            toast.Say(new Told("The relay is taken away; mails wait in the outbox."), change.IsRecorded ? change.Id : null);
            return Results.LocalRedirect("/settings/mail");
        });
        forms.MapPost("/domain", async ([FromForm] string? unused, CheckDomain verb) =>
        {
            await verb.RunAsync();
            return Results.LocalRedirect("/settings/mail#domain");
        });
        forms.MapPost("/{id:guid}/again", async (Guid id, [FromForm] string? unused, SetMailServer verb) => await verb.SettleAsync(id, again: true) ? Results.LocalRedirect("/settings/mail") : Results.NotFound());
        forms.MapPost("/{id:guid}/drop", async (Guid id, [FromForm] string? unused, SetMailServer verb) => await verb.SettleAsync(id, again: false) ? Results.LocalRedirect("/settings/mail") : Results.NotFound());
    }
}

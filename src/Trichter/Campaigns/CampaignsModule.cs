using Microsoft.AspNetCore.Mvc;
using Trichter.Campaigns.Audiences;
using Trichter.Campaigns.Blocks;
using Trichter.Campaigns.Chat;
using Trichter.Campaigns.Codes;
using Trichter.Campaigns.Costs;
using Trichter.Campaigns.Fairs;
using Trichter.Campaigns.Intake;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.LeadMail;
using Trichter.Campaigns.Letters;
using Trichter.Campaigns.Links;
using Trichter.Campaigns.Magnets;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Mailings.Clicks;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Campaigns.Returns;
using Trichter.Campaigns.Segments;
using Trichter.Campaigns.Touches;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Merge;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Retention;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Mail;

namespace Trichter.Campaigns;

internal static class CampaignsModule
{
    public static void AddCampaigns(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<SaveSegment>();
        services.AddScoped<FollowSegments>();
        services.AddScoped<IHoldPersonalData, CampaignsHoldings>();
        services.AddScoped<IKnowLastContact, CampaignsRetention>();
        services.AddScoped<IFollowMerge, FollowMerge>();
        services.AddScoped<MakeAudience>();
        services.AddScoped<Customers.Privacy.IKnowRecipients, AudienceRecipients>();
        services.AddScoped<Team.Mail.SenderDomain.IKnowComplaints, KnowComplaints>();
        services.AddScoped<SaveMailing>();
        services.AddScoped<TryMailing>();
        services.AddScoped<QueueMailing>();
        services.AddScoped<TheirTime>();
        services.AddScoped<SendMailings>();
        services.AddScoped<HandOverMails>();
        services.AddScoped<SetMailingTest>();
        services.AddScoped<DecideTest>();
        services.AddSingleton<MailPace>();
        services.AddScoped<EnterLead>();
        services.AddFairs();
        services.AddMagnets();
        services.AddLetters();
        services.AddBlocks();
        services.AddChat();
        services.AddScoped<ITakeMail, TakeLeadMail>();
        services.AddScoped<SetLeadInbox>();
        services.AddSingleton(new SettingsEntry(72, new Told("Leads by mail").Key, "/settings/lead-mail", Right.ManageWorkspace));
        services.AddScoped<SaveLanding>();
        services.AddScoped<TakeForm>();
        services.AddScoped<TakeMore>();
        services.AddScoped<SaveLink>();
        services.AddScoped<NoteCost>();
        services.AddSingleton<CountVisits>();
        services.AddSingleton<KnownLinks>();
        services.AddScoped<StopWords>();
        services.AddScoped<TakeReturned>();
        services.AddScoped<ReadReturnBox>();
        services.AddScoped<IMailbox, ReturnMailbox>();
        services.AddScoped<SetReturnBox>();
        services.AddSingleton(new SettingsEntry(71, new Told("Returned mails").Key, "/settings/returns", Right.ManageWorkspace));
        services.AddScoped<IKnowContacts, KnowMailings>();
        services.AddScoped<IKnowRequests, KnowForms>();
        services.AddSingleton(new MenuEntry(38, "Campaigns", "speakerphone", "/campaigns", Right.RunCampaigns)
        {
            Below = (_, _, texts) => Task.FromResult<IReadOnlyList<(string, string)>>([(texts["Mailings"], "/campaigns"), (texts["Letters"], "/campaigns/letters"), (texts["Segments"], "/campaigns/segments"), (texts["Landing pages"], "/campaigns/pages"), (texts["Links"], "/campaigns/links"), (texts["Chats"], "/campaigns/chats"), (texts["Fairs"], "/campaigns/fairs"), (texts["Files"], "/campaigns/files"), (texts["Returned mails"], "/campaigns/returns"), (texts["Costs"], "/campaigns/costs")]),
        });
    }

    public static void MapCampaigns(this IEndpointRouteBuilder routes)
    {
        routes.MapAudiences();
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
        forms.MapGet("/mailings/{id:guid}/preview", async (HttpContext http, Guid id, string? language, Guid? person, string? variant, TryMailing verb) =>
        {
            if (await verb.ShowAsync(id, language ?? "", person, FormValues.One<MailVariant>(variant) ?? MailVariant.None) is not { } mail) return Results.NotFound();

            // A mail carries its styles at each element; what is shown may style itself and do nothing else.
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; frame-ancestors 'none'; sandbox";
            return Results.Content(mail.Html, "text/html; charset=utf-8");
        });

        forms.MapPost("/mailings/{id:guid}/test/remove", async (Guid id, [FromForm] string? unused, SetMailingTest verb, Change change, Toast toast) => Back(id, await verb.RemoveAsync(id), new Told("Removed"), change, toast));
        forms.MapPost("/pages/{id:guid}/plain", async (Guid id, [FromForm] string? unused, SaveBlocks verb, Change change, Toast toast) => ToPage(id, (await verb.RunAsync(id, "")).LeftOut is not null, new Told("The plain text stands there again."), change, toast));
        forms.MapPost("/pages/{id:guid}/publish", async (Guid id, [FromForm] string? unused, SaveLanding verb, Change change, Toast toast) => ToPage(id, await verb.PublishAsync(id), new Told("Published"), change, toast));
        forms.MapPost("/pages/{id:guid}/take-down", async (Guid id, [FromForm] string? unused, SaveLanding verb, Change change, Toast toast) => ToPage(id, await verb.TakeDownAsync(id), new Told("Taken down"), change, toast));
        forms.MapPost("/pages/{id:guid}/bring-back", async (Guid id, [FromForm] int number, SaveLanding verb, Change change, Toast toast) => ToPage(id, await verb.BringBackAsync(id, number), new Told("The version is the draft again."), change, toast));
        forms.MapPost("/costs/{id:guid}/remove", async (Guid id, [FromForm] string? unused, NoteCost verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id)) return Results.NotFound();
            toast.Say(new Told("Removed"), change.Id);
            return Results.LocalRedirect("/campaigns/costs");
        });
        forms.MapPost("/links/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveLink verb, Change change, Toast toast) =>
        {
            if (!await verb.RetireAsync(id)) return Results.NotFound();
            toast.Say(new Told("The short address leads nowhere now."), change.Id);
            return Results.LocalRedirect("/campaigns/links");
        });
        routes.MapPost("/settings/returns/remove", async ([FromForm] string? unused, SetReturnBox verb, Change change, Toast toast) =>
        {
            await verb.RemoveAsync();
            toast.Say(new Told("The mailbox is taken away."), change.IsRecorded ? change.Id : null);
            return Results.LocalRedirect("/settings/returns");
        }).RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
        routes.MapFairs();
        routes.MapMagnets();
        routes.MapLetters();
        routes.MapCodes();
        routes.MapBlocks();
        routes.MapChat();
        routes.MapGet("/go/{code}", FollowAsync).AllowAnonymous();
        routes.MapGet("/m/{mailing:guid}/{variant}/{at:int}", MailLinks.FollowAsync).AllowAnonymous();
    }

    /// <summary>The click is stored before the answer leads on.</summary>
    private static async Task<IResult> FollowAsync(string code, HttpContext http, KnownLinks links, Here here, CountVisits visits)
    {
        if (await links.FindAsync(here.Place, code) is not { } link) return Results.NotFound();
        await visits.AddAsync(here.Place, link.Id, Origin.Of(http.Request) with { Source = link.Source, Medium = link.Medium, Campaign = link.Campaign, Content = link.Content, Term = "" });
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Redirect(link.Destination);
    }

    private static IResult ToPage(Guid id, bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect($"/campaigns/pages/{id}");
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

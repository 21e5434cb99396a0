using Microsoft.AspNetCore.Mvc;
using Trichter.Customers.Privacy.Erase;
using Trichter.Customers.Privacy.Notice;
using Trichter.Customers.Privacy.Processing;
using Trichter.Customers.Privacy.Requests;
using Trichter.Customers.Privacy.Retention;
using Trichter.Platform.Language;
using Trichter.Platform.Operation.Backups;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Customers.Privacy;

internal static class PrivacySetup
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.AddScoped<IHoldPersonalData, CustomersHoldings>();
        services.AddScoped<WholeSight>();
        services.AddScoped<PlanErasure>();
        services.AddScoped<EraseTexts>();
        services.AddScoped<EraseHistory>();
        services.AddScoped<ErasedList>();
        services.AddScoped<ErasePerson>();
        services.AddScoped<HoldPerson>();
        services.AddScoped<Ledger.IUndoGuard, ErasedStay>();
        services.AddScoped<FinishErasures>();
        services.AddScoped<IAfterRestore, EraseAfterRestore>();
        services.AddScoped<KeepRequests>();
        services.AddScoped<ReadProcessing>();
        services.AddScoped<SaveProcessing>();
        services.AddSingleton(new SettingsEntry(75, new Told("Record of processing").Key, "/settings/processing", Right.ManageWorkspace));
        services.AddScoped<ReadRetention>();
        services.AddScoped<SetRetention>();
        services.AddScoped<DuePeople>();
        services.AddScoped<RunRetention>();
        services.AddScoped<IKnowLastContact, CustomersRetention>();
        services.AddScoped<IHoldPeople, CustomersRetention>();
        services.AddScoped<IForget, ForgetRequests>();
        services.AddScoped<IForget, ForgetSignIns>();
        services.AddScoped<IForget, ForgetProofs>();
        services.AddSingleton(new SettingsEntry(74, new Told("How long we keep").Key, "/settings/retention", Right.ManageWorkspace));
        services.AddScoped<PublishNotice>();
        services.AddSingleton(new SettingsEntry(76, new Told("Privacy notice").Key, "/settings/privacy-notice", Right.ManageWorkspace));
        services.AddScoped<AccessFile>();
        services.AddSingleton(new SettingsEntry(73, new Told("Requests of persons").Key, "/settings/requests", Right.ManageWorkspace));
    }

    public static void MapPrivacy(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("/settings/requests/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
        forms.MapPost("/file", async (Guid id, [FromForm] string? unused, AccessFile verb, Toast toast) =>
        {
            if (!await verb.MakeAsync(id)) return Results.NotFound();
            toast.Say(new Told("The file is made. Look through it before you release it."));
            return Results.LocalRedirect($"/settings/requests/{id}");
        });
        forms.MapGet("/file", async (Guid id, AccessFile verb) => await verb.ReadAsync(id) is { } content ? Results.File(content, "application/zip", "data.zip") : Results.NotFound());

        routes.MapGet("/settings/processing.csv", async (ReadProcessing read, Texts texts) => Results.File(await ProcessingFile.MakeAsync(await read.RunAsync(texts), texts), "text/csv; charset=utf-8", "processing.csv"))
            .RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));

        var retention = routes.MapGroup("/settings/retention/{of}").RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
        retention.MapPost("/approve", async (string of, [FromForm] string? daily, SetRetention verb, Toast toast) => FormValues.One<RetentionClass>(of) is not { } its || await verb.ApproveAsync(its, daily == "true") is not null ? Results.NotFound() : Retention(toast));
        retention.MapPost("/stop", async (string of, [FromForm] string? unused, SetRetention verb, Toast toast) =>
        {
            if (FormValues.One<RetentionClass>(of) is not { } its) return Results.NotFound();
            await verb.StopAsync(its);
            return Retention(toast);
        });

        var holds = routes.MapGroup("/people/{id:guid}/hold").RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
        holds.MapPost("/", async (Guid id, [FromForm] string? why, HoldPerson verb, Toast toast) => Back(id, await verb.HoldAsync(id, why ?? ""), toast));
        holds.MapPost("/end", async (Guid id, [FromForm] string? unused, HoldPerson verb, Toast toast) => Back(id, await verb.EndAsync(id), toast));

        // Opened by a person, not by a scanner that follows links: the page has a button.
        routes.MapPost("/your-data/{secret}/file", async (string secret, [FromForm] string? unused, HttpContext http, AccessFile verb) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return await verb.FetchAsync(secret) is { } content ? Results.File(content, "application/zip", "data.zip") : Results.LocalRedirect($"/your-data/{Uri.EscapeDataString(secret)}");
        }).AllowAnonymous();
    }

    private static IResult Retention(Toast toast)
    {
        toast.Say(new Told("Saved"));
        return Results.LocalRedirect("/settings/retention");
    }

    private static IResult Back(Guid id, Consent.Fault? fault, Toast toast)
    {
        if (fault == Consent.Fault.NotThere) return Results.NotFound();
        toast.Say(fault?.Why ?? new Told("Saved"));
        return Results.LocalRedirect($"/people/{id}/erase");
    }
}

using Microsoft.AspNetCore.Mvc;
using Trichter.Care.Installed;
using Trichter.Customers;
using Trichter.Customers.Merge;
using Trichter.Ledger;
using Trichter.Orders;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Care;

internal static class CareModule
{
    public static void AddCare(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<SaveInstalled>();
        services.AddScoped<IFollowMerge, FollowMerge>();
        services.AddScoped<IKnowDownPayments, DownPaymentsOfOrder>();
        services.AddScoped<IReactTo<DeliveryAnswered>, AcceptedGoods>();
        services.AddSingleton(CompanyPanel.Of<InstalledPanel>(16));
        services.AddSingleton(new MenuEntry(49, "Installed base", "tool", "/installed", Right.SeeCustomers));
    }

    public static void MapCare(this IEndpointRouteBuilder routes)
    {
        var change = new AllowedByAttribute(Right.ChangeCustomers);
        routes.MapPost("/installed/{id:guid}/gone", async (Guid id, [FromForm] string? unused, SaveInstalled verb, Change its, Toast toast) =>
            Back(id, await verb.RetireAsync(id, back: false), its, toast)).RequireAuthorization(change);
        routes.MapPost("/installed/{id:guid}/back", async (Guid id, [FromForm] string? unused, SaveInstalled verb, Change its, Toast toast) =>
            Back(id, await verb.RetireAsync(id, back: true), its, toast)).RequireAuthorization(change);
    }

    private static IResult Back(Guid id, bool done, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(new Told("Noted"), change.Id);
        return Results.LocalRedirect($"/installed/{id}");
    }
}

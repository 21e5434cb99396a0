using Microsoft.AspNetCore.Mvc;
using Trichter.Billing.Payments;
using Trichter.Customers;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Billing.Credits;

internal static class CreditsSetup
{
    public static void AddCredits(this IServiceCollection services)
    {
        services.AddScoped<CustomerCredit>();
        services.AddScoped<UseCredit>();
        services.AddSingleton(CompanyPanel.Of<CreditOfCompany>(55));
    }

    public static void MapCredits(this IEndpointRouteBuilder routes)
    {
        var bill = new AllowedByAttribute(Right.Bill);
        routes.MapPost("/invoices/{id:guid}/use-credit", async (HttpContext http, Guid id, [FromForm] string? unused, UseCredit verb, Change its, Toast toast) =>
            Answer(http, await verb.RunAsync(id), new Told("Settled with the customer's credit"), $"/invoices/{id}", its, toast)).RequireAuthorization(bill);
        routes.MapPost("/credits/{kind}/{id:guid}/refund", async (HttpContext http, CreditKind kind, Guid id, [FromForm] string? amount, [FromForm] string? on, [FromForm] string? reference, [FromForm] string? back, UseCredit verb, Change its, Toast toast) =>
            Answer(http, await verb.RefundAsync(kind, id, new PaymentDraft(amount ?? "", FormValues.Day(on), reference ?? "")), new Told("Refund noted"), LocalAddress.Of(back), its, toast)).RequireAuthorization(bill);
    }

    private static IResult Answer(HttpContext http, Told? fault, Told done, string address, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, address);
        toast.Say(done, change.Id);
        return Results.LocalRedirect(address);
    }
}

using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Billing.Bank;

/// <summary>The small forms of credits on our account.</summary>
internal static class BankForms
{
    public static void MapBankForms(this IEndpointRouteBuilder routes)
    {
        var bill = new AllowedByAttribute(Right.Bill);
        routes.MapPost("/payments/files/{id:guid}/columns", async (HttpContext http, Guid id, [FromForm] IFormCollection form, TakeBankFile verb, Change its, Toast toast) =>
        {
            var columns = BankColumns.Of(column => int.TryParse(form[column.ToString()], System.Globalization.CultureInfo.InvariantCulture, out var index) ? index : -1);
            switch (await verb.RunAsync(id, columns))
            {
                case BankFileResult.Taken taken:
                    toast.Say(Say(taken), its.IsRecorded ? its.Id : null);
                    return Results.LocalRedirect("/payments");
                case BankFileResult.Faulty faulty:
                    return LookAgain.At(http, faulty.Why, $"/payments/files/{id}");
                default:
                    return Results.NotFound();
            }
        }).RequireAuthorization(bill);
        routes.MapPost("/payments/{id:guid}/settle", async (HttpContext http, Guid id, [FromForm] IFormCollection form, SettleBankLine verb, Change its, Toast toast) =>
            Answer(http, id, await verb.RunAsync(id, [.. form["invoice"].Select(FormValues.Id).OfType<Guid>()]), new Told("Payment noted"), its, toast)).RequireAuthorization(bill);
        routes.MapPost("/payments/{id:guid}/aside", async (HttpContext http, Guid id, [FromForm] string? why, SettleBankLine verb, Change its, Toast toast) =>
            Answer(http, id, await verb.PutAsideAsync(id, why ?? ""), new Told("Put aside"), its, toast)).RequireAuthorization(bill);
        routes.MapPost("/payments/{id:guid}/back", async (Guid id, [FromForm] string? unused, SettleBankLine verb) =>
            await verb.TakeBackInAsync(id) ? Results.LocalRedirect("/payments") : Results.NotFound()).RequireAuthorization(bill);
    }

    public static Told Say(BankFileResult.Taken taken) => taken.File.Added == 0 && taken.File.Known > 0
        ? new Told("Nothing new: all {0} credits of this file were known already.", taken.File.Known)
        : new Told("{0} new credits, {1} settled at once, {2} known already, {3} lines could not be read.", taken.File.Added, taken.Settled, taken.File.Known, taken.File.Faults.Count);

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/payments/{id}");
        toast.Say(done, change.IsRecorded ? change.Id : null);
        return Results.LocalRedirect("/payments");
    }
}

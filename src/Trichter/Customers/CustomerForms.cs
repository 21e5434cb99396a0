using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Customers;

/// <summary>The one-button forms of companies and people.</summary>
internal static class CustomerForms
{
    public static void MapCustomerForms(this IEndpointRouteBuilder routes)
    {
        var forms = routes.MapGroup("").RequireAuthorization(new AllowedByAttribute(Right.ChangeCustomers));

        forms.MapPost("/companies/{id:guid}/delete", async (Guid id, [FromForm] string? unused, SaveCompany verb, Change change, Toast toast) =>
        {
            if (!await verb.DeleteAsync(id)) return Results.NotFound();
            toast.Say(new Told("Company deleted"), change.Id);
            return Results.LocalRedirect("/companies");
        });

        forms.MapPost("/people/{id:guid}/delete", async (Guid id, [FromForm] string? unused, SavePerson verb, Change change, Toast toast) =>
        {
            if (!await verb.DeleteAsync(id)) return Results.NotFound();
            toast.Say(new Told("Person deleted"), change.Id);
            return Results.LocalRedirect("/people");
        });

        forms.MapPost("/people/{id:guid}/employments", EmployAsync);
    }

    /// <summary>The company comes by id from a button, or by name from the form.</summary>
    private static async Task<IResult> EmployAsync(
        Guid id, [FromForm] string? companyId, [FromForm] string? company, [FromForm] string? role, [FromForm] bool? ends,
        SavePerson verb, Db db, Me me, Change change, Toast toast)
    {
        var key = CompanyName.KeyOf(company ?? "");
        var found = FormValues.Id(companyId)
            ?? await db.Companies.VisibleTo(me, db).Where(c => c.NameKey == key && key != "").Select(c => (Guid?)c.Id).FirstOrDefaultAsync();

        if (found is null) toast.Say(new Told("No company is called {0}. Enter it first.", company ?? ""));
        else if (await verb.EmployAsync(id, found.Value, role ?? "", ends ?? false)) toast.Say(new Told("Saved"), change.Id);
        return Results.LocalRedirect($"/people/{id}");
    }
}

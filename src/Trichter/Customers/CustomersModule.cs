using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Merge;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Team.Members;

namespace Trichter.Customers;

internal static class CustomersModule
{
    public static void AddCustomers(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<FindDuplicates>();
        services.AddScoped<SaveCompany>();
        services.AddSingleton(new SeenKind(10, "Companies", Right.SeeCustomers, async (db, user) => (await db.Companies.VisibleTo(user, db).CountAsync(), await db.Companies.CountAsync())));
        services.AddSingleton(new SeenKind(20, "People", Right.SeeCustomers, async (db, user) => await db.People.CountAsync() is var people ? (people, people) : default));
        services.AddScoped<MergeCompanies>();
        services.AddScoped<MergePeople>();
        services.AddScoped<IAfterUndo, KeysAfterUndo>();
        services.AddScoped<SavePerson>();
        services.AddSingleton(new MenuEntry(40, "Customers", "building", "/companies", Right.SeeCustomers)
        {
            Below = (_, _, texts) => Task.FromResult<IReadOnlyList<(string, string)>>([(texts["Companies"], "/companies"), (texts["People"], "/people")]),
        });
        services.AddSingleton(new NewEntry(20, "Company", "building", "/companies/new", Right.ChangeCustomers));
        services.AddSingleton(new NewEntry(30, "Person", "user", "/people/new", Right.ChangeCustomers));
    }

    public static void MapCustomers(this IEndpointRouteBuilder routes) => routes.MapCustomerForms();
}

using Trichter.Customers.AsOf;
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
        foreach (var field in ProtectedCustomerFields.All) services.AddSingleton(field);
        services.AddScoped<FindDuplicates>();
        services.AddScoped<SaveCompany>();
        services.AddScoped<PastCustomers>();
        services.AddSingleton(SeenKind.Of<Company>(10, "Companies", Right.SeeCustomers));
        services.AddSingleton(SeenKind.Of<Person>(20, "People", Right.SeeCustomers));
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

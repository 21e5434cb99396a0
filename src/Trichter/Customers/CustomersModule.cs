using Trichter.Customers.AsOf;
using Trichter.Customers.Bulk;
using Trichter.Customers.Consent;
using Trichter.Customers.Lists;
using Trichter.Customers.Merge;
using Trichter.Customers.Privacy;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Bulk;
using Trichter.Team.CustomFields;
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
        services.AddSingleton(CustomFieldRecord.Of(20, new Told("Companies"), CompanyFields.All));
        services.AddSingleton(CustomFieldRecord.Of(30, new Told("People"), PersonFields.All));
        services.AddSingleton(new RelationTarget(20, "company", new Told("Company").Key, "/companies/", (db, me) => db.Companies.VisibleTo(me, db).Select(company => new NamedRecord { Id = company.Id, Name = company.Name })));
        services.AddSingleton(new RelationTarget(30, "person", new Told("Person").Key, "/people/", (db, me) => db.People.VisibleTo(me, db).Select(person => new NamedRecord { Id = person.Id, Name = person.FirstName + " " + person.LastName })));
        services.AddScoped<MatchCompanies>();
        services.AddScoped<MatchPeople>();
        services.AddScoped<CompanyList>();
        services.AddScoped<PersonList>();
        services.AddScoped<IBulkSubject, CompaniesInBulk>();
        services.AddScoped<IBulkSubject, PeopleInBulk>();
        services.AddScoped<MergeCompanies>();
        services.AddScoped<MergePeople>();
        services.AddScoped<MergeMany>();
        services.AddScoped<IAfterUndo, KeysAfterUndo>();
        services.AddScoped<SavePerson>();
        services.AddConsent();
        services.AddPrivacy();
        services.AddSingleton(new MenuEntry(40, "Customers", "building", "/companies", Right.SeeCustomers)
        {
            Below = (_, _, texts) => Task.FromResult<IReadOnlyList<(string, string)>>([(texts["Companies"], "/companies"), (texts["People"], "/people")]),
        });
        services.AddSingleton(new NewEntry(20, "Company", "building", "/companies/new", Right.ChangeCustomers));
        services.AddSingleton(new NewEntry(30, "Person", "user", "/people/new", Right.ChangeCustomers));
    }

    public static void MapCustomers(this IEndpointRouteBuilder routes)
    {
        routes.MapCustomerForms();
        routes.MapBulk("/companies/bulk", nameof(Company), Right.ChangeCustomers);
        routes.MapBulk("/people/bulk", nameof(Person), Right.ChangeCustomers);
        routes.MapConsent();
        routes.MapPrivacy();
    }
}

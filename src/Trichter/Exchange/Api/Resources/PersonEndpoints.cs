using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Exchange.Api.Resources;

/// <summary>People over the API. For whom somebody works is found by the filter company_id.</summary>
internal static class PersonEndpoints
{
    private const string Example = """{"first_name": "Karin", "last_name": "Wulf", "emails": ["karin.wulf@petry.example"], "role": "Purchasing"}""";

    private static readonly Sort<Person>[] Sorts =
        [Sort<Person>.By("last_name", person => person.LastName), Sort<Person>.By("created", person => person.CreatedAt)];

    public static void MapPeople(this IEndpointRouteBuilder api)
    {
        var people = api.MapGroup("/people");
        people.MapGet("", ListAsync).Allows(Right.SeeCustomers).Is(new Told("List people"), "PersonList", "email", "company_id", "external_id", "owner_id");
        people.MapGet("/{id:guid}", ReadAsync).Allows(Right.SeeCustomers).Is(new Told("Read a person"), "Person");
        people.MapPost("", CreateAsync).Allows(Right.ChangeCustomers).AtMostOnce()
            .Is(new Told("Enter a person"), "Person").Takes("PersonInput", Example, "even_if_similar");
        people.MapPatch("/{id:guid}", ChangeAsync).Allows(Right.ChangeCustomers)
            .Is(new Told("Change a person"), "Person").Takes("PersonInput", """{"phones": ["+49 381 440-12"]}""");
        people.MapDelete("/{id:guid}", DeleteAsync).Allows(Right.ChangeCustomers).Is(new Told("Delete a person"));
    }

    private static Task<Answer> ListAsync(ListQuery list, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        var people = db.People.VisibleTo(me, db);
        list.Refuse("email", ProtectedCustomerFields.Emails, me);
        if (list.Text("email") is { } email && email.ToLowerInvariant() is var lower) people = people.Where(person => person.MainEmail == lower);
        if (list.Text("external_id") is { } external) people = people.Where(person => person.ExternalId == external);
        if (list.Id("owner_id") is { } owner) people = people.Where(person => person.OwnerId == owner);
        if (list.Id("company_id") is { } company)
        {
            var seen = db.Companies.VisibleTo(me, db).Where(its => its.Id == company);
            people = people.Where(person => seen.Any() && db.Employments.Any(its => its.PersonId == person.Id && its.CompanyId == company));
        }

        return list.PageAsync(people, Sorts, person => ValueTask.FromResult(JsonOf(person, me)), problems, cancellation);
    }

    private static async Task<IResult> ReadAsync(Guid id, HttpContext http, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        var person = await db.People.VisibleTo(me, db).AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation);
        return person is null ? problems.NotFound() : Reading.Of(http, RecordTag.Of(person.Version), () => JsonOf(person, me));
    }

    private static async Task<Answer> CreateAsync(
        RequestBody body, [FromQuery(Name = "even_if_similar")] bool? evenIfSimilar, SavePerson verb, References references, CustomJson custom, Me me, Problems problems, CancellationToken cancellation)
    {
        var typed = await custom.TakeAsync(body, me.Fields(PersonFields.All), new Person { LastName = "" }, cancellation);
        var company = await references.CompanyAsync(body, "company_id", cancellation);
        var owner = await references.UserAsync(body, "owner_id", cancellation);
        var role = body.Text("role") ?? "";
        if (role.Length > 120) body.Fault("role", new Told("At most {0} characters.", 120));
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.CreateAsync(typed, company, role, evenIfSimilar ?? false, owner, cancellation) switch
        {
            SaveResult<Person>.Saved { Record: var person } =>
                Answer.Created(JsonOf(person, me), $"{ApiPath.Root}/people/{person.Id}", RecordTag.Of(person.Version)),
            SaveResult<Person>.Similar { Records: var similar } => problems.Similar(similar.Select(person => (person.Id, person.Name))),
            SaveResult<Person>.Faulty { Merge: var merge } => problems.Faulty(merge.Faults),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> ChangeAsync(
        Guid id, HttpContext http, RequestBody body, SavePerson verb, References references, Db db, CustomJson custom, Me me, Problems problems, CancellationToken cancellation)
    {
        if (await db.People.VisibleTo(me, db).SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } person) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(person.Version))) return problems.Stale();

        var typed = await custom.TakeAsync(body, me.Fields(PersonFields.All), new Person { LastName = "" }, cancellation);
        var owner = body.Has("owner_id") ? await references.UserAsync(body, "owner_id", cancellation) : person.OwnerId;
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.ChangeAsync(id, new Dictionary<string, string>(), typed, owner, cancellation) switch
        {
            SaveResult<Person>.Saved saved => Answer.Of(JsonOf(saved.Record, me), RecordTag.Of(saved.Record.Version)),
            SaveResult<Person>.Faulty faulty => problems.Faulty(faulty.Merge.Faults),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> DeleteAsync(Guid id, HttpContext http, SavePerson verb, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        if (await db.People.VisibleTo(me, db).SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } person) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(person.Version))) return problems.Stale();
        return await verb.DeleteAsync(id, cancellation) ? Answer.Empty() : problems.NotFound();
    }

    private static JsonObject JsonOf(Person person, Me me)
    {
        var json = new JsonObject { ["id"] = person.Id };
        FieldJson.Write(json, person, me.Fields(PersonFields.All));
        json["owner_id"] = person.OwnerId;
        json["custom"] = JsonSerializer.SerializeToNode(person.Custom);
        json["created_at"] = person.CreatedAt;
        return json;
    }
}

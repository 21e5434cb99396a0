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

/// <summary>Companies over the API.</summary>
internal static class CompanyEndpoints
{
    private const string Example = """{"name": "Petry Baumaschinen GmbH", "city": "Rostock", "country": "DE", "tags": ["rental"]}""";

    private static readonly Sort<Company>[] Sorts =
        [Sort<Company>.By("name", company => company.Name), Sort<Company>.By("created", company => company.CreatedAt)];

    public static void MapCompanies(this IEndpointRouteBuilder api)
    {
        var companies = api.MapGroup("/companies");
        companies.MapGet("", ListAsync).Allows(Right.SeeCustomers)
            .Is(new Told("List companies"), "CompanyList", "name", "domain", "vat_number", "external_id", "owner_id");
        companies.MapGet("/{id:guid}", ReadAsync).Allows(Right.SeeCustomers).Is(new Told("Read a company"), "Company");
        companies.MapPost("", CreateAsync).Allows(Right.ChangeCustomers).AtMostOnce()
            .Is(new Told("Enter a company"), "Company").Takes("CompanyInput", Example, "even_if_similar");
        companies.MapPatch("/{id:guid}", ChangeAsync).Allows(Right.ChangeCustomers)
            .Is(new Told("Change a company"), "Company").Takes("CompanyInput", """{"phone": "+49 381 440-0"}""");
        companies.MapDelete("/{id:guid}", DeleteAsync).Allows(Right.ChangeCustomers).Is(new Told("Delete a company"));
    }

    private static Task<Answer> ListAsync(ListQuery list, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        var companies = db.Companies.VisibleTo(me, db);
        if (list.Text("name") is { } name && CompanyName.KeyOf(name) is var key) companies = companies.Where(company => company.NameKey == key);
        if (list.Text("domain") is { } domain && Domains.Of(domain) is var bare) companies = companies.Where(company => company.Domain == bare);
        list.Refuse("vat_number", ProtectedCustomerFields.Vat, me);
        if (list.Text("vat_number") is { } vat) companies = companies.Where(company => company.VatNumber == vat);
        if (list.Text("external_id") is { } external) companies = companies.Where(company => company.ExternalId == external);
        if (list.Id("owner_id") is { } owner) companies = companies.Where(company => company.OwnerId == owner);
        return list.PageAsync(companies, Sorts, company => ValueTask.FromResult(JsonOf(company, me)), problems, cancellation);
    }

    private static async Task<IResult> ReadAsync(Guid id, HttpContext http, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        var company = await db.Companies.VisibleTo(me, db).AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation);
        return company is null ? problems.NotFound() : Reading.Of(http, RecordTag.Of(company.Version), () => JsonOf(company, me));
    }

    private static async Task<Answer> CreateAsync(
        RequestBody body, [FromQuery(Name = "even_if_similar")] bool? evenIfSimilar, SaveCompany verb, References references, CustomJson custom, Me me, Problems problems, CancellationToken cancellation)
    {
        var typed = await custom.TakeAsync(body, me.Fields(CompanyFields.All), new Company { Name = "" }, cancellation);
        var owner = await references.UserAsync(body, "owner_id", cancellation);
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        switch (await verb.CreateAsync(typed, evenIfSimilar ?? false, owner, cancellation))
        {
            case SaveResult<Company>.Saved { Record: var company }:
                return Answer.Created(JsonOf(company, me), $"{ApiPath.Root}/companies/{company.Id}", RecordTag.Of(company.Version));
            case SaveResult<Company>.Similar { Records: var similar }:
                return problems.Similar(similar.Select(company => (company.Id, company.Name)));
            case SaveResult<Company>.Faulty { Merge: var merge }:
                return problems.Faulty(merge.Faults);
            default:
                return problems.NotFound();
        }
    }

    private static async Task<Answer> ChangeAsync(
        Guid id, HttpContext http, RequestBody body, SaveCompany verb, References references, Db db, CustomJson custom, Me me, Problems problems, CancellationToken cancellation)
    {
        if (await db.Companies.VisibleTo(me, db).SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } company) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(company.Version))) return problems.Stale();

        var typed = await custom.TakeAsync(body, me.Fields(CompanyFields.All), new Company { Name = "" }, cancellation);
        var owner = body.Has("owner_id") ? await references.UserAsync(body, "owner_id", cancellation) : company.OwnerId;
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.ChangeAsync(id, new Dictionary<string, string>(), typed, owner, cancellation) switch
        {
            SaveResult<Company>.Saved saved => Answer.Of(JsonOf(saved.Record, me), RecordTag.Of(saved.Record.Version)),
            SaveResult<Company>.Faulty faulty => problems.Faulty(faulty.Merge.Faults),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> DeleteAsync(Guid id, HttpContext http, SaveCompany verb, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        if (await db.Companies.VisibleTo(me, db).SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } company) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(company.Version))) return problems.Stale();
        return await verb.DeleteAsync(id, cancellation) ? Answer.Empty() : problems.NotFound();
    }

    private static JsonObject JsonOf(Company company, Me me)
    {
        var json = new JsonObject { ["id"] = company.Id };
        FieldJson.Write(json, company, me.Fields(CompanyFields.All));
        json["owner_id"] = company.OwnerId;
        json["customer_since"] = FieldJson.Of(company.CustomerSince);
        json["custom"] = JsonSerializer.SerializeToNode(company.Custom);
        json["created_at"] = company.CreatedAt;
        return json;
    }
}

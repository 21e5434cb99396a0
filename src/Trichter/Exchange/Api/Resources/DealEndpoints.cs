using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Create;
using Trichter.Deals.Record;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Deals over the API: lists, reading, entering, changing, deleting. How they move is in <see cref="DealSteps"/>.</summary>
internal static class DealEndpoints
{
    private const string Example = """{"name": "Two excavators", "process": "sales-cycle-7", "company": "Petry", "value": 412600.00, "source": "Fair"}""";

    private static readonly Sort<Deal>[] Sorts =
    [
        Sort<Deal>.By("created", deal => deal.CreatedAt),
        Sort<Deal>.By("name", deal => deal.Name),
        Sort<Deal>.By("value", deal => deal.ValueMinor),
    ];

    public static void MapDeals(this IEndpointRouteBuilder api)
    {
        var deals = api.MapGroup("/deals");
        deals.MapGet("", ListAsync).Allows(Right.SeeDeals)
            .Is(new Told("List deals"), "DealList", "process", "stage", "outcome", "owner_id", "company_id", "external_id");
        deals.MapGet("/{id:guid}", ReadAsync).Allows(Right.SeeDeals).Is(new Told("Read a deal"), "Deal");
        deals.MapPost("", CreateAsync).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Enter a deal"), "Deal").Takes("DealInput", Example);
        deals.MapPatch("/{id:guid}", ChangeAsync).Allows(Right.ChangeDeals)
            .Is(new Told("Change a deal"), "Deal").Takes("DealInput", """{"expected_close": "2027-03-31"}""");
        deals.MapDelete("/{id:guid}", DeleteAsync).Allows(Right.ChangeDeals).Is(new Told("Delete a deal"));
        deals.MapDealSteps();
        deals.MapHandOverSteps();
        deals.MapSignalSteps();
        deals.MapNeedSteps();
        deals.MapPromiseSteps();
        deals.MapDoubtSteps();
        deals.MapActivitySteps();
    }

    private static async Task<Answer> ListAsync(
        ListQuery list, Db db, Me me, ProcessCatalogue catalogue, DealJson json, Problems problems, CancellationToken cancellation)
    {
        var deals = db.Deals.VisibleTo(me, db);
        var process = list.Text("process") is { } name ? await catalogue.FindAsync(name, cancellation) : null;
        if (process is not null) deals = deals.Where(deal => deal.ProcessId == process.Id);
        else if (list.Text("process") is not null) list.Faults["process"] = new Told("There is no process of this name.");
        else if (list.IsSortedBy("name") || list.IsSortedBy("value")) list.Faults["sort"] = new Told("This order needs the filter process.");

        if (list.IsSortedBy("value")) list.Refuse("sort", DealFields.Value, me);
        if (list.Text("stage") is { } key)
        {
            var stages = db.Set<Stage>().Where(stage => stage.Key == key).Select(stage => stage.Id);
            deals = deals.Where(deal => stages.Contains(deal.StageId));
        }

        if (list.Text("outcome") is { } word)
        {
            if (Words.Read<Outcome>(word) is { } outcome) deals = deals.Where(deal => deal.Outcome == outcome);
            else list.Faults["outcome"] = Choose<Outcome>();
        }

        if (list.Id("owner_id") is { } owner) deals = deals.Where(deal => deal.OwnerId == owner);
        if (list.Id("company_id") is { } company) deals = deals.Where(deal => deal.CompanyId == company);
        if (list.Text("external_id") is { } external) deals = deals.Where(deal => deal.ExternalId == external);
        return await list.PageAsync(deals, Sorts, json.OfAsync, problems, cancellation);
    }

    private static async Task<Answer> ReadAsync(Guid id, HttpContext http, FindDeal find, DealJson json, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } deal) return problems.NotFound();
        var written = await json.OfAsync(deal);
        return Reading.Of(http, RecordTag.Of(deal.Version), () => written);
    }

    private static async Task<Answer> CreateAsync(
        RequestBody body, CreateDeal verb, References references, ProcessCatalogue catalogue, CustomJson custom, Me me, DealJson json, Problems problems, CancellationToken cancellation)
    {
        var typed = await custom.TakeAsync(body, me.Fields(DealFields.All), Trial(), cancellation);
        var process = await ProcessAsync(body, catalogue, cancellation);
        var stage = body.Text("stage");
        if (stage is not null && process is not null && (await catalogue.CurrentAsync(process, cancellation)).StageWithKey(stage) is not { IsAfterSale: false })
            body.Fault("stage", new Told("A deal cannot begin in this stage."));

        var links = new DealLinks(
            body.Text("company") ?? "", await references.PersonAsync(body, "contact_id", cancellation),
            body.Has("owner_id") ? await references.UserAsync(body, "owner_id", cancellation) : me.Id)
        {
            CompanyId = await references.CompanyAsync(body, "company_id", cancellation),
        };
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.RunAsync(process!, stage, links.Company, typed, links, cancellation) switch
        {
            SaveResult<Deal>.Saved { Record: var deal } =>
                Answer.Created(await json.OfAsync(deal), $"{ApiPath.Root}/deals/{deal.Id}", RecordTag.Of(deal.Version)),
            SaveResult<Deal>.Faulty { Merge: var merge } => problems.Faulty(merge.Faults),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> ChangeAsync(
        Guid id, HttpContext http, RequestBody body, ChangeDeal verb, FindDeal find, References references, CustomJson custom, Me me, DealJson json, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } deal) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(deal.Version))) return problems.Stale();

        var typed = await custom.TakeAsync(body, me.Fields(DealFields.All), Trial(), cancellation);
        var links = new DealLinks(
            body.Has("company_id") ? "" : deal.CompanyName,
            body.Has("contact_id") ? await references.PersonAsync(body, "contact_id", cancellation) : deal.ContactId,
            body.Has("owner_id") ? await references.UserAsync(body, "owner_id", cancellation) : deal.OwnerId)
        {
            CompanyId = body.Has("company_id") ? await references.CompanyAsync(body, "company_id", cancellation) : deal.CompanyId,
        };
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.RunAsync(id, new Dictionary<string, string>(), typed, links, cancellation) switch
        {
            SaveResult<Deal>.Saved saved => await json.AnswerAsync(saved.Record),
            SaveResult<Deal>.Faulty faulty => problems.Faulty(faulty.Merge.Faults),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> DeleteAsync(Guid id, HttpContext http, ChangeDeal verb, FindDeal find, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } deal) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(deal.Version))) return problems.Stale();
        return await verb.DeleteAsync(id, cancellation) ? Answer.Empty() : problems.NotFound();
    }

    /// <summary>The process named, or the first one when none is named.</summary>
    private static async Task<SalesProcess?> ProcessAsync(RequestBody body, ProcessCatalogue catalogue, CancellationToken cancellation)
    {
        var name = body.Text("process");
        var process = name is not null ? await catalogue.FindAsync(name, cancellation)
            : await catalogue.AllAsync(cancellation) is [var first, ..] ? first : null;
        if (process is null) body.Fault("process", new Told("There is no process of this name."));
        return process;
    }

    private static Deal Trial() => new() { Name = "", Currency = "", ProcessId = Guid.Empty, VersionId = Guid.Empty };

    private static Told Choose<T>() where T : struct, Enum => new("One of: {0}.", string.Join(", ", Enum.GetValues<T>().Select(Words.Of)));
}

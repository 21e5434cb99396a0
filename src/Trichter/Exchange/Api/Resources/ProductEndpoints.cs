using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Offers.Prices;
using Trichter.Offers.Products;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Products and price lists over the API. Costs are there for whoever may see margins.</summary>
internal static class ProductEndpoints
{
    private const string Example = """{"key": "BAGGER-22", "name_de": "Raupenbagger 22 t", "kind": "goods", "unit": "H87", "cost": 120000}""";

    private static readonly Sort<Product>[] Sorts = [Sort<Product>.By("key", product => product.Key)];
    private static readonly Sort<PriceList>[] Lists = [Sort<PriceList>.By("name", list => list.Name)];

    public static void MapProducts(this IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("/products");
        products.MapGet("", ListAsync).Allows(Right.SeeDeals).Is(new Told("List products"), "ProductList", "key", "external_id");
        products.MapGet("/{id:guid}", ReadAsync).Allows(Right.SeeDeals).Is(new Told("Read a product"), "Product");
        products.MapPost("", CreateAsync).Allows(Right.EditProducts).AtMostOnce().Is(new Told("Enter a product"), "Product").Takes("ProductInput", Example);
        products.MapPatch("/{id:guid}", ChangeAsync).Allows(Right.EditProducts).Is(new Told("Change a product"), "Product").Takes("ProductInput", """{"active_to": "2027-12-31"}""");
        api.MapGet("/price-lists", PricesAsync).Allows(Right.SeeDeals).Is(new Told("List price lists with their prices"), "PriceListList", "currency");
    }

    private static Task<Answer> ListAsync(ListQuery list, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        var products = db.Products.AsNoTracking();
        if (list.Text("key") is { } key && key.ToUpperInvariant() is var number) products = products.Where(product => product.Key == number);
        if (list.Text("external_id") is { } external) products = products.Where(product => product.ExternalId == external);
        return list.PageAsync(products, Sorts, product => ValueTask.FromResult(JsonOf(product, me)), problems, cancellation);
    }

    private static async Task<IResult> ReadAsync(Guid id, HttpContext http, Db db, Me me, Problems problems, CancellationToken cancellation) =>
        await db.Products.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is { } product ? Reading.Of(http, RecordTag.Of(product.Version), () => JsonOf(product, me)) : problems.NotFound();

    private static async Task<Answer> CreateAsync(RequestBody body, SaveProduct verb, Me me, Problems problems, CancellationToken cancellation)
    {
        var typed = body.Take(FieldsFor(me), new Product { Key = "" });
        return body.IsFaulty ? problems.Faulty(body.Faults) : await verb.RunAsync(null, new Dictionary<string, string>(), typed, cancellation) switch
        {
            SaveResult<Product>.Saved { Record: var product } => Answer.Created(JsonOf(product, me), $"{ApiPath.Root}/products/{product.Id}", RecordTag.Of(product.Version)),
            SaveResult<Product>.Faulty { Merge: var merge } => problems.Faulty(merge.Faults),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> ChangeAsync(Guid id, HttpContext http, RequestBody body, SaveProduct verb, Db db, Me me, Problems problems, CancellationToken cancellation)
    {
        if (await db.Products.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } known) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(known.Version))) return problems.Stale();

        var typed = body.Take(FieldsFor(me), known);
        return body.IsFaulty ? problems.Faulty(body.Faults) : await verb.RunAsync(id, new Dictionary<string, string>(), typed, cancellation) switch
        {
            SaveResult<Product>.Saved saved => Answer.Of(JsonOf(saved.Record, me), RecordTag.Of(saved.Record.Version)),
            SaveResult<Product>.Faulty faulty => problems.Faulty(faulty.Merge.Faults),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> PricesAsync(ListQuery list, Db db, Problems problems, CancellationToken cancellation)
    {
        var lists = db.PriceLists.AsNoTracking().Where(its => its.RetiredAt == null);
        if (list.Text("currency") is { } currency) lists = lists.Where(its => its.Currency == currency);
        ILookup<Guid, (PriceRow Row, string Key)> prices = Array.Empty<(PriceRow Row, string Key)>().ToLookup(price => price.Row.ListId);
        return await list.PageAsync(lists, Lists, its => ValueTask.FromResult(JsonOf(its, prices[its.Id])), problems, cancellation, async page =>
        {
            var ids = page.ConvertAll(its => its.Id);
            prices = (await db.PriceRows.AsNoTracking().Where(row => ids.Contains(row.ListId)).Join(db.Products, row => row.ProductId, product => product.Id, (row, product) => new { row, product.Key }).ToListAsync(cancellation))
                .Select(its => (its.row, its.Key)).ToLookup(price => price.row.ListId);
        });
    }

    private static List<FieldOf<Product>> FieldsFor(Me me) => [.. ProductFields.OfFiles.Where(field => field.Key != "cost" || me.May(Right.SeeMargins))];

    private static JsonObject JsonOf(Product product, Me me)
    {
        var json = new JsonObject { ["id"] = product.Id };
        FieldJson.Write(json, product, FieldsFor(me));
        (json["kind"], json["tax_class"], json["interval"]) = (Words.Of(product.Kind), Words.Of(product.TaxClass), Words.Of(product.Interval));
        return json;
    }

    private static JsonObject JsonOf(PriceList list, IEnumerable<(PriceRow Row, string Key)> prices) => new()
    {
        ["id"] = list.Id,
        ["name"] = list.Name,
        ["currency"] = list.Currency,
        ["gross"] = list.IsGross,
        ["valid_from"] = FieldJson.Of(list.ValidFrom),
        ["valid_to"] = FieldJson.Of(list.ValidTo),
        ["audience"] = Words.Of(list.Audience),
        ["audience_key"] = list.AudienceKey,
        ["company_id"] = list.CompanyId,
        ["process_id"] = list.ProcessId,
        ["prices"] = new JsonArray([.. prices.OrderBy(price => price.Key, StringComparer.Ordinal).ThenBy(price => price.Row.FromQuantity).Select(price => new JsonObject
        {
            ["product"] = price.Key,
            ["from_quantity"] = price.Row.FromQuantity,
            ["price"] = price.Row.Price,
            ["basis"] = price.Row.Basis,
            ["tiers"] = Words.Of(price.Row.Tiers),
        })]),
    };
}

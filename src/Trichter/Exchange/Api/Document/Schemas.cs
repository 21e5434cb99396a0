using Microsoft.OpenApi;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Offers.Products;
using Trichter.Platform.Fields;

namespace Trichter.Exchange.Api.Document;

/// <summary>The shapes of bodies and answers. Those of records follow the fields of the forms, so a new field is described by itself.</summary>
internal static partial class Schemas
{
    private static readonly Dictionary<string, IOpenApiSchema> OfCompany = new() { ["owner_id"] = Id() };
    private static readonly Dictionary<string, IOpenApiSchema> OfPerson = new() { ["company_id"] = Id(), ["role"] = Text() };
    private static readonly Dictionary<string, IOpenApiSchema> OfDeal = new() { ["company_id"] = Id(), ["contact_id"] = Id(), ["owner_id"] = Id() };
    private static readonly Dictionary<string, IOpenApiSchema> OfNewDeal = new() { ["company"] = Text(), ["process"] = Text(), ["stage"] = Text() };

    private static readonly Dictionary<string, IOpenApiSchema> OfReadDeal = new()
    {
        ["proven_stage"] = Text(),
        ["stage_entered_at"] = Instant(),
        ["outcome"] = Text(),
        ["outcome_at"] = Instant(),
        ["reason_id"] = Id(),
        ["note"] = Text(),
        ["until"] = Day(),
        ["transferred_from_id"] = Id(),
        ["existing_customer"] = Flag(),
        ["open_obstacles"] = Number(),
        ["next_step"] = Text(),
        ["next_step_at"] = Instant(),
        ["last_activity_at"] = Instant(),
        ["created_at"] = Instant(),
    };

    private static Dictionary<string, IOpenApiSchema> Document => new()
    {
        ["deal_id"] = Id(),
        ["number"] = Text(),
        ["title"] = Text(),
        ["buyer"] = Text(),
        ["currency"] = Text(),
        ["net"] = Amount(),
        ["vat"] = Amount(),
        ["gross"] = Amount(),
        ["created_at"] = Instant(),
    };

    public static IEnumerable<(string Name, OpenApiSchema Schema)> All(OpenApiDocument document)
    {
        var company = Of(CompanyFields.All).Concat(OfCompany).Append(new("custom", Map())).ToDictionary();
        var person = Of(PersonFields.All).Append(new("owner_id", Id())).Append(new("custom", Map())).ToDictionary();
        var deal = Of(DealFields.All).Concat(OfDeal).Append(new("custom", Map())).ToDictionary();
        var kept = new Dictionary<string, IOpenApiSchema> { ["created_at"] = Instant() };

        yield return ("CompanyInput", Object(company));
        yield return ("PersonInput", Object(person.Concat(OfPerson).ToDictionary()));
        yield return ("DealInput", Object(deal.Concat(OfNewDeal).ToDictionary()));
        yield return ("Move", Object(new() { ["stage"] = Text(), ["reason"] = Text(), ["confirm"] = List() }));
        yield return ("Close", Object(new() { ["outcome"] = Text(), ["reason_id"] = Id(), ["note"] = Text(), ["until"] = Day(), ["acceptance"] = Text() }));

        yield return ("HandOverInput", Object(new() { ["receiver_id"] = Id(), ["done"] = List(), ["reason"] = Text(), ["note"] = Text(), ["changes_owner"] = Flag() }));
        var line = new Dictionary<string, IOpenApiSchema> { ["article"] = Text(), ["name"] = Text(), ["quantity"] = Amount(), ["unit"] = Text(), ["price"] = Amount(), ["basis"] = Amount() };
        yield return ("OrderInput", Object(new()
        {
            ["deal_id"] = Id(),
            ["customer_number"] = Text(),
            ["ordered_on"] = Day(),
            ["promised_on"] = Day(),
            ["currency"] = Text(),
            ["quote_number"] = Text(),
            ["lines"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Object(new(line) { ["gtin"] = Text() }) },
        }));
        yield return ("ProductInput", Object(Of(ProductFields.OfFiles).ToDictionary()));
        yield return ("DeliveryInput", Object(new() { ["delivered_on"] = Day(), ["note"] = Text(), ["lines"] = Rows(new() { ["key"] = Id(), ["quantity"] = Amount(), ["serials"] = Text() }) }));
        yield return ("PointDone", Object(new() { ["proof"] = Text(), ["attachment_id"] = Id() }));
        yield return ("PaymentInput", Object(new() { ["amount"] = Amount(), ["paid_on"] = Day(), ["reference"] = Text() }));
        yield return ("Return", Object(new() { ["reason"] = Text() }));
        yield return ("SignalInput", Object(new() { ["kind"] = Text(), ["source"] = Text(), ["note"] = Text(), ["at"] = Instant() }));
        yield return ("Transfer", Object(new Dictionary<string, IOpenApiSchema>(Of(DealFields.All)) { ["custom"] = Map(), ["process"] = Text(), ["stage"] = Text(), ["owner_id"] = Id(), ["note"] = Text() }));

        var records = new Dictionary<string, OpenApiSchema>
        {
            ["Company"] = Record(company.Concat(kept).Append(new("customer_since", Day()))),
            ["Person"] = Record(person.Concat(kept)),
            ["Deal"] = Record(deal.Concat(OfNewDeal).Concat(OfReadDeal)),
            ["Product"] = Record(Of(ProductFields.OfFiles)),
            ["PriceList"] = Record(
            [
                new("name", Text()), new("currency", Text()), new("gross", Flag()), new("valid_from", Day()), new("valid_to", Day()), new("audience", Text()), new("audience_key", Text()), new("company_id", Id()), new("process_id", Id()),
                new("prices", Rows(new() { ["product"] = Text(), ["from_quantity"] = Amount(), ["price"] = Amount(), ["basis"] = Amount(), ["tiers"] = Text() })),
            ]),
            ["User"] = Record([new("name", Text()), new("active", Flag()), new("email", Text()), new("role", Text()), new("sees", Text())]),
            ["HandOver"] = Record(
            [
                new("deal_id", Id()), new("stage", Text()), new("to_stage", Text()), new("role", Text()), new("receiver_id", Id()), new("changes_owner", Flag()),
                new("given_by", Id()), new("given_at", Instant()), new("checklist", new OpenApiSchema { Type = JsonSchemaType.Array, Items = Map() }), new("reason", Text()), new("note", Text()), new("state", Text()),
                new("settled_by", Id()), new("settled_at", Instant()), new("answer", Text()), new("days_in_between", new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null }),
            ]),
            ["Signal"] = Record([new("deal_id", Id()), new("kind", Text()), new("source", Text()), new("note", Text()), new("at", Instant()), new("activity_id", Id()), new("noted_by", Id())]),
            ["Quote"] = Record(Document.Concat([new("version", Number()), new("state", Text()), new("valid_until", Day()), new("sent_at", Instant()), new("decided_at", Instant()), new("contract", Amount())])),
            ["Order"] = Record(Document.Concat(
            [
                new("company_id", Id()), new("customer_number", Text()), new("state", Text()), new("ordered_on", Day()), new("promised_on", Day()), new("confirmed_at", Instant()), new("contract", Amount()),
                new("lines", new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = Object(new(line) { ["key"] = Id(), ["discount"] = Amount(), ["vat_category"] = Text(), ["vat_rate"] = Amount(), ["net"] = Amount(), ["delivered"] = Amount(), ["open"] = Amount() }),
                }),
            ])),
            ["Invoice"] = Record(Document.Concat([new("order_id", Id()), new("company_id", Id()), new("kind", Text()), new("issued_on", Day()), new("due_on", Day()), new("preceding_id", Id()), new("preceding_number", Text())])),
            ["Refusal"] = Object(new() { ["line"] = Number(), ["column"] = Text(), ["reason"] = Text(), ["cells"] = List() }),
            ["Reason"] = Record([new("outcome", Text()), new("name", Text())]),
        };
        foreach (var (name, schema) in records)
        {
            yield return (name, schema);
            yield return (name + "List", ListOf(new OpenApiSchemaReference(name, document)));
        }

        foreach (var part in OfParts(document)) yield return part;
        foreach (var name in new[] { "Process", "Report", "Metric", "Import" }) yield return (name, new OpenApiSchema { Type = JsonSchemaType.Object });
        foreach (var name in new[] { "Process", "Report", "Metric" }) yield return (name + "List", ListOf(new OpenApiSchema { Type = JsonSchemaType.Object }));
        yield return ("OrderChecklist", Object(new()
        {
            ["hand_overs"] = Rows(new()
            {
                ["id"] = Id(),
                ["department"] = Text(),
                ["receiver_id"] = Id(),
                ["state"] = Text(),
                ["given_by"] = Id(),
                ["given_at"] = Instant(),
                ["settled_by"] = Id(),
                ["settled_at"] = Instant(),
                ["answer"] = Text(),
                ["both_roles"] = Flag(),
                ["points"] = Rows(new()
                {
                    ["id"] = Id(),
                    ["text"] = Text(),
                    ["owner_id"] = Id(),
                    ["due_on"] = Day(),
                    ["needs_proof"] = Flag(),
                    ["done_at"] = Instant(),
                    ["done_by"] = Id(),
                    ["proof"] = Text(),
                    ["attachment_id"] = Id(),
                }),
            }),
        }));
        yield return ("Problem", Object(new() { ["type"] = Text(), ["title"] = Text(), ["status"] = Number(), ["detail"] = Text(), ["code"] = Text(), ["errors"] = Map() }));
    }

    private static IEnumerable<KeyValuePair<string, IOpenApiSchema>> Of<T>(IEnumerable<FieldOf<T>> fields) =>
        fields.Select(field => KeyValuePair.Create(field.Key, (IOpenApiSchema)(field.Kind switch
        {
            FieldKind.Money or FieldKind.Measure => new OpenApiSchema { Type = JsonSchemaType.Number | JsonSchemaType.Null },
            FieldKind.Number => new OpenApiSchema { Type = JsonSchemaType.Integer | JsonSchemaType.Null },
            FieldKind.Date => Day(),
            FieldKind.List => List(),
            _ => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = field.Longest },
        })));

    private static OpenApiSchema Record(IEnumerable<KeyValuePair<string, IOpenApiSchema>> fields) => Object(fields.Prepend(new("id", Id())).ToDictionary());

    private static OpenApiSchema Object(Dictionary<string, IOpenApiSchema> fields) => new() { Type = JsonSchemaType.Object, Properties = fields };

    private static OpenApiSchema ListOf(IOpenApiSchema items) => Object(new()
    {
        ["items"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = items },
        ["next"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
    });

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Amount() => new() { Type = JsonSchemaType.Number | JsonSchemaType.Null };

    private static OpenApiSchema Number() => new() { Type = JsonSchemaType.Integer };

    private static OpenApiSchema Flag() => new() { Type = JsonSchemaType.Boolean };

    private static OpenApiSchema Id() => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "uuid" };

    private static OpenApiSchema Day() => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date" };

    private static OpenApiSchema Instant() => new() { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" };

    private static OpenApiSchema Rows(Dictionary<string, IOpenApiSchema> fields) => new() { Type = JsonSchemaType.Array, Items = Object(fields) };

    private static OpenApiSchema List() => new() { Type = JsonSchemaType.Array, Items = Text() };

    private static OpenApiSchema Map() => new() { Type = JsonSchemaType.Object, AdditionalProperties = Text() };
}

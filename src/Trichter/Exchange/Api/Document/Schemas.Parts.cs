using Microsoft.OpenApi;

namespace Trichter.Exchange.Api.Document;

/// <summary>The shapes of what belongs to a deal.</summary>
internal static partial class Schemas
{
    private static Dictionary<string, IOpenApiSchema> Need => new() { ["text"] = Text(), ["kind"] = Text(), ["importance"] = Text(), ["met_by"] = Text() };

    private static Dictionary<string, IOpenApiSchema> Stakeholder => new()
    {
        ["person_id"] = Id(),
        ["name"] = Text(),
        ["role"] = Text(),
        ["influence"] = Text(),
        ["stance"] = Text(),
        ["spoken_on"] = Day(),
        ["note"] = Text(),
    };

    private static Dictionary<string, IOpenApiSchema> Commitment => new() { ["text"] = Text(), ["by"] = Text(), ["state"] = Text(), ["verbal"] = Flag(), ["condition"] = Text(), ["due"] = Day() };

    private static Dictionary<string, IOpenApiSchema> Competitor => new() { ["price"] = Amount(), ["currency"] = Text(), ["source"] = Text(), ["seen_on"] = Day() };

    private static Dictionary<string, IOpenApiSchema> Activity => new() { ["type"] = Text(), ["text"] = Text(), ["due_at"] = Instant(), ["result"] = Text(), ["length_minutes"] = Number(), ["place"] = Text() };

    private static IEnumerable<(string Name, OpenApiSchema Schema)> OfParts(OpenApiDocument document)
    {
        yield return ("NeedInput", Object(Need));
        yield return ("NeedConfirmation", Object(new() { ["by"] = Text(), ["how"] = Text() }));
        yield return ("StakeholderInput", Object(Stakeholder));
        yield return ("CommitmentInput", Object(Commitment));
        yield return ("Settlement", Object(new() { ["state"] = Text(), ["condition_met"] = Flag() }));
        yield return ("BuyingStepInput", Object(new() { ["text"] = Text(), ["due"] = Day() }));
        yield return ("BuyingStepDone", Object(new() { ["done"] = Flag() }));
        yield return ("ObjectionInput", Object(new() { ["kind"] = Text(), ["words"] = Text(), ["said_by"] = Text(), ["weight"] = Text() }));
        yield return ("ObjectionAnswer", Object(new() { ["answer_key"] = Text(), ["text"] = Text(), ["tone"] = Text(), ["proof_id"] = Id(), ["result"] = Text() }));
        yield return ("CompetitorOfferInput", Object(new(Competitor) { ["competitor"] = Text() }));
        yield return ("TrialInput", Object(new() { ["text"] = Text(), ["goal"] = Text(), ["starts_on"] = Day(), ["days"] = Number() }));
        yield return ("TrialLength", Object(new() { ["days"] = Number() }));
        yield return ("TrialEnd", Object(new() { ["result"] = Text(), ["note"] = Text() }));
        yield return ("ActivityInput", Object(new(Activity) { ["people"] = List(), ["guests"] = List(), ["invite"] = Flag() }));
        yield return ("ActivityChange", Object(new() { ["text"] = Text(), ["due_at"] = Instant(), ["length_minutes"] = Number(), ["place"] = Text() }));
        yield return ("ActivityDone", Object(new() { ["outcome"] = Text(), ["result"] = Text() }));

        var records = new Dictionary<string, OpenApiSchema>
        {
            ["Need"] = OfDealPart(Need, new() { ["noted_at"] = Instant(), ["confirmed_by"] = Text(), ["confirmed_how"] = Text(), ["confirmed_at"] = Instant() }),
            ["Stakeholder"] = OfDealPart(Stakeholder, new() { ["noted_at"] = Instant() }),
            ["Commitment"] = OfDealPart(Commitment, new() { ["asked_at"] = Instant(), ["settled_at"] = Instant() }),
            ["BuyingStep"] = OfDealPart([], new() { ["text"] = Text(), ["due"] = Day(), ["done_on"] = Day(), ["noted_at"] = Instant() }),
            ["PlanLine"] = Record([new("kind", Text()), new("text", Text()), new("by", Text()), new("due", Day()), new("state", Text())]),
            ["Objection"] = OfDealPart([], new()
            {
                ["kind_id"] = Id(),
                ["words"] = Text(),
                ["said_by"] = Text(),
                ["weight"] = Text(),
                ["state"] = Text(),
                ["competitor_offer_id"] = Id(),
                ["noted_by"] = Id(),
                ["noted_at"] = Instant(),
                ["answered_at"] = Instant(),
            }),
            ["CompetitorOffer"] = OfDealPart(Competitor, new() { ["competitor_id"] = Id(), ["noted_by"] = Id(), ["noted_at"] = Instant() }),
            ["Trial"] = OfDealPart([], new()
            {
                ["text"] = Text(),
                ["goal"] = Text(),
                ["starts_on"] = Day(),
                ["ends_on"] = Day(),
                ["follow_up_on"] = Day(),
                ["result"] = Text(),
                ["result_note"] = Text(),
                ["ended_at"] = Instant(),
                ["noted_at"] = Instant(),
            }),
            ["Activity"] = OfDealPart(Activity, new() { ["owner_id"] = Id(), ["done_at"] = Instant(), ["outcome"] = Text(), ["created_at"] = Instant() }),
        };
        foreach (var (name, schema) in records)
        {
            yield return (name, schema);
            yield return (name + "List", ListOf(new OpenApiSchemaReference(name, document)));
        }
    }

    private static OpenApiSchema OfDealPart(Dictionary<string, IOpenApiSchema> entered, Dictionary<string, IOpenApiSchema> kept) => Record(entered.Concat(kept).Prepend(new("deal_id", Id())));
}

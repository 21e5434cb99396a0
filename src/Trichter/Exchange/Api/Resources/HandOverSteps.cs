using System.Text.Json.Nodes;
using Trichter.Deals;
using Trichter.Deals.HandOvers;
using Trichter.Deals.Transfer;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Exchange.Api.Resources;

/// <summary>How a deal goes from one pair of hands to the next over the API, and from one process to another.</summary>
internal static class HandOverSteps
{
    public static void MapHandOverSteps(this IEndpointRouteBuilder deals)
    {
        deals.MapGet("/{id:guid}/hand-overs", ListAsync).Allows(Right.SeeDeals).Is(new Told("List the hand-overs of a deal"), "HandOverList");
        deals.MapPost("/{id:guid}/hand-over", GiveAsync).Allows(Right.ChangeDeals)
            .Is(new Told("Hand a deal over to the next role"), "HandOver")
            .Takes("HandOverInput", """{"receiver_id": null, "done": ["order-complete"], "reason": "The contract follows by post", "note": "", "changes_owner": true}""");
        deals.MapPost("/{id:guid}/hand-over/accept", AcceptAsync).Allows(Right.ChangeDeals).Is(new Told("Accept a deal that is handed over"), "HandOver");
        deals.MapPost("/{id:guid}/hand-over/return", ReturnAsync).Allows(Right.ChangeDeals)
            .Is(new Told("Return a deal that is handed over"), "HandOver").Takes("Return", """{"reason": "The site plan is missing"}""");
        deals.MapPost("/{id:guid}/hand-over/withdraw", WithdrawAsync).Allows(Right.ChangeDeals).Is(new Told("Take a hand-over back"), "HandOver");
        deals.MapPost("/{id:guid}/transfer", TransferAsync).Allows(Right.ChangeDeals)
            .Is(new Told("Hand a deal to another process"), "Deal")
            .Takes("Transfer", """{"process": "rental", "stage": "first-contact", "name": "Crane for six weeks", "value": 4200.00, "note": "They rent first"}""");
    }

    private static async Task<Answer> ListAsync(Guid id, FindDeal find, FindHandOver handOvers, Problems problems, Texts texts, CancellationToken cancellation) =>
        await find.VisibleAsync(id, cancellation) is null
            ? problems.NotFound()
            : Answer.Of(new JsonObject { ["items"] = new JsonArray([.. (await handOvers.OfDealAsync(id, cancellation)).Select(its => JsonOf(its, texts))]), ["next"] = null });

    private static async Task<Answer> GiveAsync(
        Guid id, HttpContext http, RequestBody body, GiveDeal verb, FindDeal find, Problems problems, Texts texts, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } deal) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(deal.Version))) return problems.Stale();

        var giving = new Giving(
            body.Id("receiver_id"), body.Texts("done"), body.Text("reason") ?? "", body.Text("note") ?? "", !body.Has("changes_owner") || body.Flag("changes_owner"));
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.RunAsync(id, giving, cancellation) switch
        {
            GiveResult.Given given => Answer.Of(JsonOf(given.HandOver, texts)),
            GiveResult.Open open => problems.Conflict(
                "open_items", new Told("Items of the checklist are open. Send a reason to go on all the same."),
                ("open", new JsonArray([.. open.Items.Select(item => ItemOf(item, texts))]))),
            GiveResult.Faulty faulty => problems.Faulty(faulty.Field == "ReceiverId" ? "receiver_id" : faulty.Field.ToLowerInvariant(), faulty.Why),
            GiveResult.NothingDue => problems.Conflict("nothing_due", new Told("There is nothing to hand over")),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> AcceptAsync(Guid id, SettleHandOver verb, Problems problems, Texts texts, CancellationToken cancellation) =>
        AnswerOf(await verb.AcceptAsync(id, cancellation), problems, texts);

    private static async Task<Answer> ReturnAsync(Guid id, RequestBody body, SettleHandOver verb, Problems problems, Texts texts, CancellationToken cancellation)
    {
        var reason = body.Text("reason") ?? "";
        return body.IsFaulty ? problems.Faulty(body.Faults) : AnswerOf(await verb.ReturnAsync(id, reason, cancellation), problems, texts);
    }

    private static async Task<Answer> WithdrawAsync(Guid id, SettleHandOver verb, Problems problems, Texts texts, CancellationToken cancellation) =>
        AnswerOf(await verb.WithdrawAsync(id, cancellation), problems, texts);

    private static async Task<Answer> TransferAsync(
        Guid id, HttpContext http, RequestBody body, TransferDeal verb, FindDeal find, ProcessCatalogue catalogue, References references, CustomJson custom, Me me, DealJson json, Problems problems,
        CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } deal) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(deal.Version))) return problems.Stale();

        var process = await catalogue.FindAsync(body.Text("process") ?? "", cancellation);
        var typed = await custom.TakeAsync(body, me.Fields(DealFields.All), new Deal { Name = "", Currency = "", ProcessId = Guid.Empty, VersionId = Guid.Empty }, cancellation);
        var owner = body.Has("owner_id") ? await references.UserAsync(body, "owner_id", cancellation) : deal.OwnerId;
        var asked = new Transferring(process?.Key ?? "", body.Text("stage"), typed, owner, body.Text("note") ?? "");
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.RunAsync(id, asked, cancellation) switch
        {
            TransferResult.Transferred { To: var to } => Answer.Created(await json.OfAsync(to), $"{ApiPath.Root}/deals/{to.Id}", RecordTag.Of(to.Version)),
            TransferResult.Faulty faulty => problems.Faulty(faulty.Field, faulty.Why),
            _ => problems.NotFound(),
        };
    }

    private static Answer AnswerOf(SettleResult result, Problems problems, Texts texts) => result switch
    {
        SettleResult.Settled settled => Answer.Of(JsonOf(settled.HandOver, texts)),
        SettleResult.Faulty faulty => problems.Faulty("reason", faulty.Why),
        SettleResult.NotYours => problems.Conflict("not_yours", new Told("This waits for somebody else")),
        SettleResult.NothingWaits => problems.Conflict("nothing_waits", new Told("Nothing waits here any more")),
        _ => problems.NotFound(),
    };

    private static JsonObject JsonOf(HandOver its, Texts texts) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["stage"] = its.StageKey,
        ["to_stage"] = its.ToStageKey,
        ["role"] = Words.Of(its.Role),
        ["receiver_id"] = its.ReceiverId,
        ["changes_owner"] = its.ChangesOwner,
        ["given_by"] = its.GivenBy,
        ["given_at"] = its.GivenAt,
        ["checklist"] = new JsonArray([.. its.Checklist.Select(item => ItemOf(item, texts))]),
        ["reason"] = its.Reason,
        ["note"] = its.Note,
        ["state"] = Words.Of(its.State),
        ["settled_by"] = its.SettledBy,
        ["settled_at"] = its.SettledAt,
        ["answer"] = its.Answer,
        ["days_in_between"] = its.SettledAt is { } settled ? Math.Round(its.WaitingDays(settled), 4) : null,
    };

    private static JsonObject ItemOf(CheckedItem item, Texts texts) => new() { ["key"] = item.Key, ["label"] = texts[item.Label], ["done"] = item.Done };
}

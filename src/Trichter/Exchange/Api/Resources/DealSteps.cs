using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.Move;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>How a deal goes on over the API: to another stage, to its end, and back into the process.</summary>
internal static class DealSteps
{
    public static void MapDealSteps(this IEndpointRouteBuilder deals)
    {
        deals.MapPost("/{id:guid}/move", MoveAsync).Allows(Right.ChangeDeals)
            .Is(new Told("Move a deal to another stage"), "Deal")
            .Takes("Move", """{"stage": "proposal", "reason": "The customer is in a hurry", "confirm": []}""");
        deals.MapPost("/{id:guid}/close", CloseAsync).Allows(Right.ChangeDeals)
            .Is(new Told("Win, lose, disqualify or park a deal"), "Deal").Takes("Close", """{"outcome": "won", "note": "Signed at the fair"}""");
        deals.MapPost("/{id:guid}/reopen", ReopenAsync).Allows(Right.ChangeDeals).Is(new Told("Open a closed deal again"), "Deal");
    }

    private static async Task<Answer> MoveAsync(
        Guid id, HttpContext http, RequestBody body, MoveDeal verb, FindDeal find, ProcessCatalogue catalogue, DealJson json, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } deal) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(deal.Version))) return problems.Stale();

        var (reason, confirmed) = (body.Text("reason") ?? "", body.Texts("confirm"));
        var stage = (await catalogue.VersionAsync(deal.VersionId, cancellation)).StageWithKey(body.Text("stage") ?? "");
        if (stage is null) body.Fault("stage", new Told("The process of this deal has no such stage."));
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.RunAsync(id, stage!.Id, confirmed, reason, cancellation) switch
        {
            MoveResult.Moved => await json.AnswerAsync(deal),
            MoveResult.Unmet unmet => problems.Unmet(unmet.Criteria),
            MoveResult.WinFirst => problems.Conflict("win_first", new Told("This stage lies after the sale. Win the deal first.")),
            MoveResult.Closed => problems.Conflict("closed", new Told("This deal has ended. Open it again first.")),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> CloseAsync(
        Guid id, HttpContext http, RequestBody body, CloseDeal verb, FindDeal find, DealJson json, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } deal) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(deal.Version))) return problems.Stale();

        var closing = new Closing(
            Words.Read<Outcome>(body.Text("outcome") ?? "") ?? Outcome.Open, body.Id("reason_id"), body.Text("note") ?? "", body.Day("until"), body.Text("acceptance") ?? "");
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.RunAsync(id, closing, cancellation) switch
        {
            CloseResult.Closed => await json.AnswerAsync(deal),
            CloseResult.Unmet unmet => problems.Unmet(unmet.Criteria),
            CloseResult.Faulty { Field: "" } faulty => problems.Conflict("closed", faulty.Why),
            CloseResult.Faulty faulty => problems.Faulty(NameOf(faulty.Field), faulty.Why),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> ReopenAsync(
        Guid id, HttpContext http, CloseDeal verb, FindDeal find, DealJson json, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is not { } deal) return problems.NotFound();
        if (RecordTag.IsStale(http, RecordTag.Of(deal.Version))) return problems.Stale();
        return await verb.ReopenAsync(id, cancellation)
            ? await json.AnswerAsync(deal)
            : problems.Conflict("open", new Told("This deal is open."));
    }

    private static string NameOf(string field) => field == "ReasonId" ? "reason_id" : field.ToLowerInvariant();
}

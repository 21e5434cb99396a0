using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Commitments;
using Trichter.Deals.Plan;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>What both sides promised, and the customer's steps to buying, over the API; together they are the shared plan.</summary>
internal static class PromiseSteps
{
    private static readonly Sort<Commitment> Commitments = Sort<Commitment>.By("asked_at", its => its.AskedAt);
    private static readonly Sort<BuyingStep> Steps = Sort<BuyingStep>.By("noted_at", its => its.NotedAt);

    public static void MapPromiseSteps(this IEndpointRouteBuilder deals)
    {
        deals.MapGet("/{id:guid}/plan", PlanAsync).Allows(Right.SeeDeals).Is(new Told("Read the plan that is shared with the customer"), "PlanLineList");

        var commitments = deals.MapGroup("/{id:guid}/commitments");
        commitments.MapGet("", (Guid id, ListQuery list, Db db, DealParts parts, CancellationToken cancellation) => parts.PageAsync(id, list, db.Commitments.Where(its => its.DealId == id), Commitments, JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("List the commitments of a deal"), "CommitmentList");
        commitments.MapGet("/{commitment:guid}", (Guid id, Guid commitment, HttpContext http, Db db, DealParts parts, CancellationToken cancellation) => parts.ReadAsync(id, http, Of(db, id, commitment), JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("Read a commitment"), "Commitment");
        commitments.MapPost("", NoteAsync).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Note a commitment"), "Commitment")
            .Takes("CommitmentInput", """{"text": "Send the site plan", "by": "customer", "state": "given", "verbal": true, "condition": "", "due": "2027-03-31"}""");
        commitments.MapPost("/{commitment:guid}/settle", SettleAsync).Allows(Right.ChangeDeals).Is(new Told("Say what became of a commitment"), "Commitment").Takes("Settlement", """{"state": "kept", "condition_met": false}""");

        var steps = deals.MapGroup("/{id:guid}/buying-steps");
        steps.MapGet("", (Guid id, ListQuery list, Db db, DealParts parts, CancellationToken cancellation) => parts.PageAsync(id, list, db.BuyingSteps.Where(its => its.DealId == id), Steps, JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("List the customer's steps to buying"), "BuyingStepList");
        steps.MapGet("/{step:guid}", (Guid id, Guid step, HttpContext http, Db db, DealParts parts, CancellationToken cancellation) => parts.ReadAsync(id, http, StepOf(db, id, step), JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("Read a step to buying"), "BuyingStep");
        steps.MapPost("", async (Guid id, RequestBody body, NoteBuyingStep verb, DealParts parts, Problems problems, CancellationToken cancellation) =>
        {
            var (text, due) = (body.Text("text") ?? "", body.Day("due"));
            return body.IsFaulty ? problems.Faulty(body.Faults) : parts.Created<BuyingStep>(await verb.RunAsync(id, text, due, cancellation), "buying-steps", JsonOf);
        }).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Note a step to buying"), "BuyingStep").Takes("BuyingStepInput", """{"text": "Budget round", "due": "2027-03-31"}""");
        steps.MapPatch("/{step:guid}", FinishAsync).Allows(Right.ChangeDeals).Is(new Told("Say that a step to buying is done, or open again"), "BuyingStep").Takes("BuyingStepDone", """{"done": true}""");
        steps.MapDelete("/{step:guid}", async (Guid id, Guid step, NoteBuyingStep verb, DealParts parts, CancellationToken cancellation) => parts.Removed(await verb.RemoveAsync(id, step, cancellation)))
            .Allows(Right.ChangeDeals).Is(new Told("Remove a step to buying"));
    }

    private static async Task<Answer> PlanAsync(Guid id, Db db, FindDeal find, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is null) return problems.NotFound();
        var (steps, commitments) = (await db.BuyingSteps.AsNoTracking().Where(its => its.DealId == id).ToListAsync(cancellation), await db.Commitments.AsNoTracking().Where(its => its.DealId == id).ToListAsync(cancellation));
        var lines = SharedPlan.Of(steps, commitments, (await find.NowAsync(cancellation)).Day).Select(line => new JsonObject
        {
            ["id"] = line.Id,
            ["kind"] = line.Step is null ? "commitment" : "buying_step",
            ["text"] = line.Text,
            ["by"] = Words.Of(line.By),
            ["due"] = Day(line.Due),
            ["state"] = Words.Of(line.State),
        });
        return Answer.Of(new JsonObject { ["items"] = new JsonArray([.. lines]), ["next"] = null });
    }

    private static async Task<Answer> NoteAsync(Guid id, RequestBody body, NoteCommitment verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        var draft = new CommitmentDraft(
            body.Text("text") ?? "", body.Word("by", CommitmentSide.Customer), body.Word("state", CommitmentState.Asked), body.Flag("verbal"), body.Text("condition") ?? "", body.Day("due"));
        return body.IsFaulty ? problems.Faulty(body.Faults) : parts.Created<Commitment>(await verb.RunAsync(id, draft, cancellation), "commitments", JsonOf);
    }

    private static async Task<Answer> SettleAsync(
        Guid id, Guid commitment, HttpContext http, RequestBody body, Db db, SettleCommitment verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        if (await parts.FindAsync(id, Of(db, id, commitment), cancellation) is not { } known) return problems.NotFound();
        if (DealParts.IsStale(http, known)) return problems.Stale();
        var (state, met) = (body.Word("state", known.State), body.Flag("condition_met"));
        if (body.IsFaulty) return problems.Faulty(body.Faults);
        return await verb.RunAsync(id, commitment, state, met, cancellation) ? await parts.ChangedAsync(null, Of(db, id, commitment), JsonOf, cancellation) : problems.NotFound();
    }

    private static async Task<Answer> FinishAsync(
        Guid id, Guid step, HttpContext http, RequestBody body, Db db, NoteBuyingStep verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        if (await parts.FindAsync(id, StepOf(db, id, step), cancellation) is not { } known) return problems.NotFound();
        if (DealParts.IsStale(http, known)) return problems.Stale();
        var done = body.Flag("done");
        if (body.IsFaulty) return problems.Faulty(body.Faults);
        return done == known.DoneOn is not null || await verb.SwitchAsync(id, step, cancellation) ? await parts.ChangedAsync(null, StepOf(db, id, step), JsonOf, cancellation) : problems.NotFound();
    }

    private static IQueryable<Commitment> Of(Db db, Guid deal, Guid id) => db.Commitments.Where(its => its.DealId == deal && its.Id == id);

    private static IQueryable<BuyingStep> StepOf(Db db, Guid deal, Guid id) => db.BuyingSteps.Where(its => its.DealId == deal && its.Id == id);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject JsonOf(Commitment its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["text"] = its.Text,
        ["by"] = Words.Of(its.By),
        ["state"] = Words.Of(its.State),
        ["verbal"] = its.Verbal,
        ["condition"] = its.Condition,
        ["due"] = Day(its.Due),
        ["asked_at"] = its.AskedAt,
        ["settled_at"] = its.SettledAt,
    };

    private static JsonObject JsonOf(BuyingStep its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["text"] = its.Text,
        ["due"] = Day(its.Due),
        ["done_on"] = Day(its.DoneOn),
        ["noted_at"] = its.NotedAt,
    };
}

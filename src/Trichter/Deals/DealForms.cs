using Microsoft.AspNetCore.Mvc;
using Trichter.Deals.Bin;
using Trichter.Deals.Close;
using Trichter.Deals.Commitments;
using Trichter.Deals.Evidence;
using Trichter.Deals.Move;
using Trichter.Deals.Obstacles;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Deals;

/// <summary>The one-button forms of a deal's page. Each ends in a verb and leads back to the page.</summary>
internal static class DealForms
{
    public static void MapDealForms(this IEndpointRouteBuilder routes)
    {
        var deal = routes.MapGroup("/deals/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

        routes.MapPost("/settings/bin/{kind}/{id:guid}", async (string kind, Guid id, [FromForm] string? unused, RestoreRecord verb, Change change, Toast toast) =>
        {
            if (!await verb.RunAsync(kind, id)) return Results.NotFound();
            toast.Say(new Told("Brought back"), change.Id);
            return Results.LocalRedirect("/settings/bin");
        }).RequireAuthorization(new AllowedByAttribute(Right.SeeCustomers));

        deal.MapGet("/exits", ExitsAsync);
        deal.MapPost("/confirm", async (Guid id, [FromForm] string criterion, ConfirmCriterion verb, Change change, Toast toast) =>
            Back(id, await verb.SwitchAsync(id, criterion), toast, new Told("Confirmation changed"), change));
        deal.MapPost("/reopen", async (Guid id, [FromForm] string? unused, CloseDeal verb, Change change, Toast toast) =>
            Back(id, await verb.ReopenAsync(id), toast, new Told("Opened again"), change));
        deal.MapPost("/delete", DeleteAsync);
        deal.MapPost("/obstacles", RaiseAsync);
        deal.MapPost("/obstacles/{obstacle:guid}/resolve", ResolveAsync);
        deal.MapPost("/commitments", PromiseAsync);
        deal.MapPost("/commitments/{commitment:guid}/settle", async (
            Guid id, Guid commitment, [FromForm] CommitmentState? state, [FromForm] bool? conditionMet, [FromForm] string? back, SettleCommitment verb, Change change, Toast toast) =>
            Back(id, await verb.RunAsync(id, commitment, state ?? CommitmentState.Given, conditionMet ?? false), toast, new Told("Commitment noted"), change, back));
    }

    /// <summary>What each stage would still ask for, for the hint that a drag shows.</summary>
    private static async Task<IResult> ExitsAsync(Guid id, FindDeal find, Judge judge, Texts texts)
    {
        if (await find.VisibleAsync(id) is not { } deal) return Results.NotFound();

        var evidence = await judge.EvidenceOfAsync(deal);
        return Results.Json(evidence.Version.Stages.Where(stage => stage.Id != deal.StageId).ToDictionary(stage => stage.Id, stage =>
        {
            var unmet = judge.UnmetFor(stage, evidence);
            var blocks = unmet.Any(judged => judged.Criterion.Severity == Severity.Block);
            return new
            {
                title = texts[stage.Name],
                unmet = unmet.Select(judged => new { label = texts[judged.Criterion.Label], blocks = judged.Criterion.Severity == Severity.Block }),
                note = unmet.Count == 0 ? texts["Everything is met"] : blocks ? texts["Blocks until it is met"] : texts["Warning: a reason will be asked"],
            };
        }));
    }

    private static async Task<IResult> DeleteAsync(Guid id, [FromForm] string? unused, ChangeDeal verb, Change change, Toast toast)
    {
        if (!await verb.DeleteAsync(id)) return Results.NotFound();
        toast.Say(new Told("Deal deleted"), change.Id);
        return Results.LocalRedirect("/deals");
    }

    private static async Task<IResult> RaiseAsync(
        HttpContext http, Guid id, [FromForm] string? text, [FromForm] ObstacleType type, [FromForm] ObstacleSeverity severity,
        [FromForm] string? ownerId, [FromForm] string? dueDay, RaiseObstacle verb, Change change, Toast toast)
    {
        var fault = await verb.RunAsync(id, text ?? "", type, severity, FormValues.Id(ownerId), FormValues.Day(dueDay));
        return fault is null ? Back(id, true, toast, new Told("Obstacle noted"), change) : LookAgain.At(http, fault, $"/deals/{id}");
    }

    private static async Task<IResult> ResolveAsync(
        Guid id, Guid obstacle, [FromForm] string? resolution, ResolveObstacle verb, Change change, Toast toast, Texts texts)
    {
        var (found, proposed) = await verb.RunAsync(id, obstacle, resolution ?? "");
        if (found && proposed is not null)
        {
            toast.Say(new Told("Obstacle removed. Nothing holds the deal back now: move it to {0}?", texts[proposed.Name]), change.Id);
            return Results.LocalRedirect($"/deals/{id}/move?stage={proposed.Id}");
        }

        return Back(id, found, toast, new Told("Obstacle removed"), change);
    }

    private static async Task<IResult> PromiseAsync(
        HttpContext http, Guid id, [FromForm] string? text, [FromForm] CommitmentSide by, [FromForm] CommitmentState state,
        [FromForm] bool? verbal, [FromForm] string? condition, [FromForm] string? dueDay, NoteCommitment verb, Change change, Toast toast)
    {
        var draft = new CommitmentDraft(text ?? "", by, state, verbal ?? false, condition ?? "", FormValues.Day(dueDay));
        var fault = await verb.RunAsync(id, draft);
        return fault is null ? Back(id, true, toast, new Told("Commitment noted"), change) : LookAgain.At(http, fault, $"/deals/{id}");
    }

    private static IResult Back(Guid id, bool done, Toast toast, Told told, Change change, string? back = null)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect(back is { Length: > 0 } ? LocalAddress.Of(back) : $"/deals/{id}");
    }
}

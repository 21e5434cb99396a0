using System.Text.Json.Nodes;
using Trichter.Deals.Needs;
using Trichter.Deals.Stakeholders;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>What the customer needs, and who of them has a say, over the API.</summary>
internal static class NeedSteps
{
    private static readonly Sort<Need> Needs = Sort<Need>.By("noted_at", need => need.NotedAt);
    private static readonly Sort<Stakeholder> Stakeholders = Sort<Stakeholder>.By("noted_at", its => its.NotedAt);

    public static void MapNeedSteps(this IEndpointRouteBuilder deals)
    {
        var needs = deals.MapGroup("/{id:guid}/needs");
        needs.MapGet("", (Guid id, ListQuery list, Db db, DealParts parts, CancellationToken cancellation) => parts.PageAsync(id, list, db.Needs.Where(its => its.DealId == id), Needs, JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("List the needs of a deal"), "NeedList");
        needs.MapGet("/{need:guid}", (Guid id, Guid need, HttpContext http, Db db, DealParts parts, CancellationToken cancellation) => parts.ReadAsync(id, http, Of(db, id, need), JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("Read a need"), "Need");
        needs.MapPost("", async (Guid id, RequestBody body, NoteNeed verb, DealParts parts, Problems problems, CancellationToken cancellation) =>
            DraftOf(body, (Need?)null) is var draft && body.IsFaulty ? problems.Faulty(body.Faults) : parts.Created<Need>(await verb.RunAsync(id, draft, cancellation), "needs", JsonOf))
            .Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Note a need"), "Need").Takes("NeedInput", """{"text": "Lift 12 t to 40 m", "kind": "stated", "importance": "high", "met_by": "Tower crane"}""");
        needs.MapPatch("/{need:guid}", ChangeAsync).Allows(Right.ChangeDeals).Is(new Told("Change a need"), "Need").Takes("NeedInput", """{"importance": "medium"}""");
        needs.MapDelete("/{need:guid}", async (Guid id, Guid need, NoteNeed verb, DealParts parts, CancellationToken cancellation) => parts.Removed(await verb.RemoveAsync(id, need, cancellation)))
            .Allows(Right.ChangeDeals).Is(new Told("Remove a need"));
        needs.MapPost("/{need:guid}/confirm", async (Guid id, Guid need, RequestBody body, Db db, ConfirmNeed verb, DealParts parts, Problems problems, CancellationToken cancellation) =>
        {
            var (by, how) = (body.Text("by") ?? "", body.Word("how", ConfirmedHow.Writing));
            return body.IsFaulty ? problems.Faulty(body.Faults) : await parts.ChangedAsync(await verb.RunAsync(id, need, by, how, cancellation), Of(db, id, need), JsonOf, cancellation);
        }).Allows(Right.ChangeDeals).Is(new Told("Say that the customer confirmed a need"), "Need").Takes("NeedConfirmation", """{"by": "Frau Petry", "how": "meeting"}""");
        needs.MapPost("/{need:guid}/withdraw", async (Guid id, Guid need, RequestBody body, Db db, ConfirmNeed verb, DealParts parts, Problems problems, CancellationToken cancellation) =>
        {
            var reason = body.Text("reason") ?? "";
            return body.IsFaulty ? problems.Faulty(body.Faults) : await parts.ChangedAsync(await verb.WithdrawAsync(id, need, reason, cancellation), Of(db, id, need), JsonOf, cancellation);
        }).Allows(Right.ChangeDeals).Is(new Told("Say that a need is confirmed no more"), "Need").Takes("Return", """{"reason": "They rent instead"}""");

        var stakeholders = deals.MapGroup("/{id:guid}/stakeholders");
        stakeholders.MapGet("", (Guid id, ListQuery list, Db db, DealParts parts, CancellationToken cancellation) => parts.PageAsync(id, list, db.Stakeholders.Where(its => its.DealId == id), Stakeholders, JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("List who has a say in a deal"), "StakeholderList");
        stakeholders.MapGet("/{stakeholder:guid}", (Guid id, Guid stakeholder, HttpContext http, Db db, DealParts parts, CancellationToken cancellation) => parts.ReadAsync(id, http, WhoOf(db, id, stakeholder), JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("Read somebody who has a say"), "Stakeholder");
        stakeholders.MapPost("", async (Guid id, RequestBody body, NoteStakeholder verb, DealParts parts, Problems problems, CancellationToken cancellation) =>
            DraftOf(body, (Stakeholder?)null) is var draft && body.IsFaulty ? problems.Faulty(body.Faults) : parts.Created<Stakeholder>(await verb.RunAsync(id, draft, cancellation), "stakeholders", JsonOf))
            .Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Note who has a say"), "Stakeholder").Takes("StakeholderInput", """{"name": "Frau Petry", "role": "decides", "influence": "high", "stance": "for"}""");
        stakeholders.MapPatch("/{stakeholder:guid}", ChangeWhoAsync).Allows(Right.ChangeDeals).Is(new Told("Change who has a say"), "Stakeholder").Takes("StakeholderInput", """{"stance": "neutral", "spoken_on": "2027-03-31"}""");
        stakeholders.MapDelete("/{stakeholder:guid}", async (Guid id, Guid stakeholder, NoteStakeholder verb, DealParts parts, CancellationToken cancellation) => parts.Removed(await verb.RemoveAsync(id, stakeholder, cancellation)))
            .Allows(Right.ChangeDeals).Is(new Told("Remove who has a say"));
    }

    private static async Task<Answer> ChangeAsync(Guid id, Guid need, HttpContext http, RequestBody body, Db db, NoteNeed verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        if (await parts.FindAsync(id, Of(db, id, need), cancellation) is not { } known) return problems.NotFound();
        if (DealParts.IsStale(http, known)) return problems.Stale();
        var draft = DraftOf(body, known);
        return body.IsFaulty ? problems.Faulty(body.Faults) : await parts.ChangedAsync(await verb.ChangeAsync(id, need, draft, cancellation), Of(db, id, need), JsonOf, cancellation);
    }

    private static async Task<Answer> ChangeWhoAsync(Guid id, Guid stakeholder, HttpContext http, RequestBody body, Db db, NoteStakeholder verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        if (await parts.FindAsync(id, WhoOf(db, id, stakeholder), cancellation) is not { } known) return problems.NotFound();
        if (DealParts.IsStale(http, known)) return problems.Stale();
        var draft = DraftOf(body, known);
        return body.IsFaulty ? problems.Faulty(body.Faults) : await parts.ChangedAsync(await verb.ChangeAsync(id, stakeholder, draft, cancellation), WhoOf(db, id, stakeholder), JsonOf, cancellation);
    }

    private static IQueryable<Need> Of(Db db, Guid deal, Guid id) => db.Needs.Where(its => its.DealId == deal && its.Id == id);

    private static IQueryable<Stakeholder> WhoOf(Db db, Guid deal, Guid id) => db.Stakeholders.Where(its => its.DealId == deal && its.Id == id);

    private static NeedDraft DraftOf(RequestBody body, Need? known) => new(
        body.TextOr("text", known?.Text ?? ""), body.Word("kind", known?.Kind ?? NeedKind.Stated), body.Word("importance", known?.Importance ?? NeedImportance.Medium), body.TextOr("met_by", known?.MetBy ?? ""));

    private static StakeholderDraft DraftOf(RequestBody body, Stakeholder? known) => new(
        body.Has("person_id") ? body.Id("person_id") : known?.PersonId, body.TextOr("name", known?.Name ?? ""), body.Word("role", known?.Role ?? StakeholderRole.Influences),
        body.Word("influence", known?.Influence ?? Influence.Medium), body.Word("stance", known?.Stance ?? Stance.Unknown), body.DayOr("spoken_on", known?.SpokenOn), body.TextOr("note", known?.Note ?? ""));

    private static JsonObject JsonOf(Need its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["text"] = its.Text,
        ["kind"] = Words.Of(its.Kind),
        ["importance"] = Words.Of(its.Importance),
        ["met_by"] = its.MetBy,
        ["noted_at"] = its.NotedAt,
        ["confirmed_by"] = its.ConfirmedBy,
        ["confirmed_how"] = its.ConfirmedHow is { } how ? Words.Of(how) : null,
        ["confirmed_at"] = its.ConfirmedAt,
    };

    private static JsonObject JsonOf(Stakeholder its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["person_id"] = its.PersonId,
        ["name"] = its.Name,
        ["role"] = Words.Of(its.Role),
        ["influence"] = Words.Of(its.Influence),
        ["stance"] = Words.Of(its.Stance),
        ["spoken_on"] = its.SpokenOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["note"] = its.Note,
        ["noted_at"] = its.NotedAt,
    };
}

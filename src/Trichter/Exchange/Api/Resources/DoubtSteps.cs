using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Offers.Competitors;
using Trichter.Offers.Objections;
using Trichter.Offers.Trials;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>What stands against a sale and what helps against it, over the API: objections, competitors met, trials.</summary>
internal static class DoubtSteps
{
    private static readonly Sort<Objection> Objections = Sort<Objection>.By("noted_at", its => its.NotedAt);
    private static readonly Sort<CompetitorOffer> Offers = Sort<CompetitorOffer>.By("noted_at", its => its.NotedAt);
    private static readonly Sort<Trial> Trials = Sort<Trial>.By("noted_at", its => its.NotedAt);

    public static void MapDoubtSteps(this IEndpointRouteBuilder deals)
    {
        var objections = deals.MapGroup("/{id:guid}/objections");
        objections.MapGet("", (Guid id, ListQuery list, Db db, DealParts parts, CancellationToken cancellation) => parts.PageAsync(id, list, db.Objections.Where(its => its.DealId == id), Objections, JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("List the objections of a deal"), "ObjectionList");
        objections.MapGet("/{objection:guid}", (Guid id, Guid objection, HttpContext http, Db db, DealParts parts, CancellationToken cancellation) => parts.ReadAsync(id, http, Of(db, id, objection), JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("Read an objection"), "Objection");
        objections.MapPost("", HearAsync).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Note an objection"), "Objection")
            .Takes("ObjectionInput", """{"kind": "price-too-high", "words": "Twice what the other one asks", "said_by": "Frau Petry", "weight": "heavy"}""");
        objections.MapPost("/{objection:guid}/answer", AnswerAsync).Allows(Right.ChangeDeals).Is(new Told("Note what answered an objection"), "Objection")
            .Takes("ObjectionAnswer", """{"text": "Over five years it costs less", "tone": "rational", "proof_id": null, "result": "resolved"}""");
        objections.MapPost("/{objection:guid}/reopen", async (Guid id, Guid objection, Db db, AnswerObjection verb, DealParts parts, Problems problems, CancellationToken cancellation) =>
            await verb.ReopenAsync(id, objection, cancellation) ? await parts.ChangedAsync(null, Of(db, id, objection), JsonOf, cancellation) : problems.NotFound())
            .Allows(Right.ChangeDeals).Is(new Told("Say that an objection came again"), "Objection");

        var offers = deals.MapGroup("/{id:guid}/competitors");
        offers.MapGet("", (Guid id, ListQuery list, Db db, DealParts parts, CancellationToken cancellation) => parts.PageAsync(id, list, db.CompetitorOffers.Where(its => its.DealId == id), Offers, JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("List the competitors met on a deal"), "CompetitorOfferList");
        offers.MapGet("/{offer:guid}", (Guid id, Guid offer, HttpContext http, Db db, DealParts parts, CancellationToken cancellation) =>
            parts.ReadAsync(id, http, db.CompetitorOffers.Where(its => its.DealId == id && its.Id == offer), JsonOf, cancellation)).Allows(Right.SeeDeals).Is(new Told("Read what was seen of a competitor"), "CompetitorOffer");
        offers.MapPost("", MeetAsync).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Note that a competitor was met"), "CompetitorOffer")
            .Takes("CompetitorOfferInput", """{"competitor": "Kranbau Nord", "price": 389000.00, "currency": "EUR", "source": "Said by the customer", "seen_on": "2027-03-31"}""");
        offers.MapDelete("/{offer:guid}", async (Guid id, Guid offer, NoteCompetitorOffer verb, DealParts parts, CancellationToken cancellation) => parts.Removed(await verb.RemoveAsync(id, offer, cancellation)))
            .Allows(Right.ChangeDeals).Is(new Told("Remove what was seen of a competitor"));

        var trials = deals.MapGroup("/{id:guid}/trials");
        trials.MapGet("", (Guid id, ListQuery list, Db db, DealParts parts, CancellationToken cancellation) => parts.PageAsync(id, list, db.Trials.Where(its => its.DealId == id), Trials, JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("List the trials of a deal"), "TrialList");
        trials.MapGet("/{trial:guid}", (Guid id, Guid trial, HttpContext http, Db db, DealParts parts, CancellationToken cancellation) => parts.ReadAsync(id, http, TrialOf(db, id, trial), JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("Read a trial"), "Trial");
        trials.MapPost("", async (Guid id, RequestBody body, StartTrial verb, DealParts parts, Problems problems, CancellationToken cancellation) =>
        {
            var draft = new TrialDraft(body.Text("text") ?? "", body.Text("goal") ?? "", body.Day("starts_on"), body.Whole("days"));
            return body.IsFaulty ? problems.Faulty(body.Faults) : parts.Created<Trial>(await verb.RunAsync(id, draft, cancellation), "trials", JsonOf);
        }).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Agree a trial"), "Trial").Takes("TrialInput", """{"text": "Tower crane", "goal": "Lifts 12 t", "starts_on": "2027-03-31", "days": 14}""");
        trials.MapPatch("/{trial:guid}", LastAsync).Allows(Right.ChangeDeals).Is(new Told("Let a trial last longer or shorter"), "Trial").Takes("TrialLength", """{"days": 21}""");
        trials.MapPost("/{trial:guid}/end", async (Guid id, Guid trial, RequestBody body, Db db, SettleTrial verb, DealParts parts, Problems problems, CancellationToken cancellation) =>
        {
            var (result, note) = (Words.Read<TrialResult>(body.Text("result") ?? ""), body.Text("note") ?? "");
            return body.IsFaulty ? problems.Faulty(body.Faults) : await parts.ChangedAsync(await verb.EndAsync(id, trial, result, note, cancellation), TrialOf(db, id, trial), JsonOf, cancellation);
        }).Allows(Right.ChangeDeals).Is(new Told("Say how a trial ended"), "Trial").Takes("TrialEnd", """{"result": "reached", "note": "Lifted 12.4 t"}""");
    }

    private static async Task<Answer> HearAsync(Guid id, RequestBody body, Db db, NoteObjection verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        var key = body.Text("kind") ?? "";
        var kind = await db.ObjectionKinds.Where(its => its.Key == key && its.RetiredAt == null).Select(its => (Guid?)its.Id).SingleOrDefaultAsync(cancellation);
        if (kind is null) body.Fault("kind", new Told("Choose what kind of objection it is."));
        var draft = new ObjectionDraft(kind, body.Text("words") ?? "", body.Text("said_by") ?? "", body.Word("weight", ObjectionWeight.Medium), null);
        return body.IsFaulty ? problems.Faulty(body.Faults) : parts.Created<Objection>(await verb.RunAsync(id, draft, cancellation), "objections", JsonOf);
    }

    private static async Task<Answer> AnswerAsync(
        Guid id, Guid objection, HttpContext http, RequestBody body, Db db, AnswerObjection verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        if (await parts.FindAsync(id, Of(db, id, objection), cancellation) is not { } known) return problems.NotFound();
        if (DealParts.IsStale(http, known)) return problems.Stale();
        var draft = new ReplyDraft(body.Text("answer_key") ?? "", body.Word("tone", AnswerTone.Rational), body.Text("text") ?? "", body.Id("proof_id"), body.Word("result", ObjectionState.Resolved));
        return body.IsFaulty ? problems.Faulty(body.Faults) : await parts.ChangedAsync(await verb.RunAsync(id, objection, draft, cancellation), Of(db, id, objection), JsonOf, cancellation);
    }

    private static async Task<Answer> MeetAsync(Guid id, RequestBody body, Db db, NoteCompetitorOffer verb, DealParts parts, Problems problems, Texts texts, CancellationToken cancellation)
    {
        var name = body.Text("competitor") ?? "";
        var competitor = await db.Competitors.Where(its => its.Name == name && its.RetiredAt == null).Select(its => (Guid?)its.Id).FirstOrDefaultAsync(cancellation);
        if (competitor is null) body.Fault("competitor", new Told("Choose a competitor from the list."));
        var price = body.Written("price", FieldKind.Money);
        var typed = decimal.TryParse(price, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount.ToString("0.00", texts.Culture) : price;
        var draft = new CompetitorOfferDraft(competitor, typed, body.Text("currency") ?? "", body.Text("source") ?? "", body.Day("seen_on"));
        return body.IsFaulty ? problems.Faulty(body.Faults) : parts.Created<CompetitorOffer>(await verb.RunAsync(id, draft, cancellation), "competitors", JsonOf);
    }

    private static async Task<Answer> LastAsync(Guid id, Guid trial, HttpContext http, RequestBody body, Db db, SettleTrial verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        if (await parts.FindAsync(id, TrialOf(db, id, trial), cancellation) is not { } known) return problems.NotFound();
        if (DealParts.IsStale(http, known)) return problems.Stale();
        var days = body.Whole("days");
        return body.IsFaulty ? problems.Faulty(body.Faults) : await parts.ChangedAsync(await verb.LastAsync(id, trial, days, cancellation), TrialOf(db, id, trial), JsonOf, cancellation);
    }

    private static IQueryable<Objection> Of(Db db, Guid deal, Guid id) => db.Objections.Where(its => its.DealId == deal && its.Id == id);

    private static IQueryable<Trial> TrialOf(Db db, Guid deal, Guid id) => db.Trials.Where(its => its.DealId == deal && its.Id == id);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject JsonOf(Objection its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["kind_id"] = its.KindId,
        ["words"] = its.Words,
        ["said_by"] = its.SaidBy,
        ["weight"] = Words.Of(its.Weight),
        ["state"] = Words.Of(its.State),
        ["competitor_offer_id"] = its.CompetitorOfferId,
        ["noted_by"] = its.NotedBy,
        ["noted_at"] = its.NotedAt,
        ["answered_at"] = its.AnsweredAt,
    };

    private static JsonObject JsonOf(CompetitorOffer its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["competitor_id"] = its.CompetitorId,
        ["price"] = its.PriceMinor / 100m,
        ["currency"] = its.Currency,
        ["source"] = its.Source,
        ["seen_on"] = Day(its.SeenOn),
        ["noted_by"] = its.NotedBy,
        ["noted_at"] = its.NotedAt,
    };

    private static JsonObject JsonOf(Trial its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["text"] = its.Text,
        ["goal"] = its.Goal,
        ["starts_on"] = Day(its.StartsOn),
        ["ends_on"] = Day(its.EndsOn),
        ["follow_up_on"] = Day(its.FollowUpOn),
        ["result"] = its.Result is { } result ? Words.Of(result) : null,
        ["result_note"] = its.ResultNote,
        ["ended_at"] = its.EndedAt,
        ["noted_at"] = its.NotedAt,
    };
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Finish;
using Trichter.Activities.Meetings;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Notes, calls, meetings and tasks of a deal over the API.</summary>
internal static class ActivitySteps
{
    private static readonly string[] OfPlanned = ["length_minutes", "place", "people", "guests", "invite"];
    private static readonly Sort<Activity> Sorts = Sort<Activity>.By("created_at", its => its.CreatedAt);

    public static void MapActivitySteps(this IEndpointRouteBuilder deals)
    {
        var activities = deals.MapGroup("/{id:guid}/activities");
        activities.MapGet("", (Guid id, ListQuery list, Db db, DealParts parts, CancellationToken cancellation) => parts.PageAsync(id, list, db.Activities.Where(its => its.DealId == id), Sorts, JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("List the activities of a deal"), "ActivityList");
        activities.MapGet("/{activity:guid}", (Guid id, Guid activity, HttpContext http, Db db, DealParts parts, CancellationToken cancellation) => parts.ReadAsync(id, http, Of(db, id, activity), JsonOf, cancellation))
            .Allows(Right.SeeDeals).Is(new Told("Read an activity"), "Activity");
        activities.MapPost("", NoteAsync).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Note or plan an activity"), "Activity")
            .Takes("ActivityInput", """{"type": "call", "text": "Ask for the site plan", "due_at": "2027-03-31T09:30:00Z", "result": null, "length_minutes": 15, "place": "", "people": [], "guests": [], "invite": false}""");
        activities.MapPatch("/{activity:guid}", ChangeAsync).Allows(Right.ChangeDeals).Is(new Told("Change what is planned"), "Activity").Takes("ActivityChange", """{"due_at": "2027-04-01T09:30:00Z"}""");
        activities.MapPost("/{activity:guid}/done", FinishAsync).Allows(Right.ChangeDeals).Is(new Told("Say that an activity is done"), "Activity").Takes("ActivityDone", """{"outcome": "They send it on Monday", "result": "spoke"}""");
        activities.MapDelete("/{activity:guid}", async (Guid id, Guid activity, FinishActivity verb, DealParts parts, CancellationToken cancellation) => parts.Removed(await verb.DropAsync(id, activity, cancellation)))
            .Allows(Right.ChangeDeals).Is(new Told("Drop what is planned"));
    }

    /// <summary>What lies ahead is planned, with those who take part; everything else is noted as done.</summary>
    private static async Task<Answer> NoteAsync(
        Guid id, RequestBody body, NoteActivity note, PlanActivity plan, Change change, Me me, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        var (type, text, due, result) = (body.Word("type", ActivityType.Note), body.Text("text") ?? "", body.Instant("due_at"), Result(body));
        var (length, place, people, guests, invites) = (body.Whole("length_minutes"), body.Text("place") ?? "", Ids(body, "people"), body.Texts("guests"), body.Flag("invite"));
        var isPlanned = type != ActivityType.Note && due > change.Now;
        if (!isPlanned)
            foreach (var name in OfPlanned.Where(name => body.Has(name) && !IsEmpty(name))) body.Fault(name, new Told("Only of what is planned ahead."));
        if (body.IsFaulty) return problems.Faulty(body.Faults);
        if (!isPlanned) return parts.Created<Activity>(await note.RunAsync(id, type, text, due, result, cancellation), "activities", JsonOf);

        return await plan.RunAsync(id, new PlanDraft(type, text, due, length ?? Activity.UsualMinutes(type), place, me.Id, people, [], guests) { Invites = invites }, cancellation) switch
        {
            PlanResult.Planned => parts.Created<Activity>(null, "activities", JsonOf),
            PlanResult.Faulty faulty => problems.Faulty(NamesOf(faulty)),
            _ => problems.NotFound(),
        };

        bool IsEmpty(string name) => name switch { "length_minutes" => length is null or 0, "place" => place.Length == 0, "people" => people.Count == 0, "guests" => guests.Count == 0, _ => !invites };
    }

    /// <summary>Who takes part stays as it is; whoever was invited is told of the change.</summary>
    private static async Task<Answer> ChangeAsync(
        Guid id, Guid activity, HttpContext http, RequestBody body, Db db, PlanActivity verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        if (await parts.FindAsync(id, Of(db, id, activity), cancellation) is not { } known) return problems.NotFound();
        if (DealParts.IsStale(http, known)) return problems.Stale();
        var there = await db.Participants.AsNoTracking().Where(its => its.ActivityId == activity).ToListAsync(cancellation);
        var draft = new PlanDraft(
            known.Type, body.TextOr("text", known.Text), body.Has("due_at") ? body.Instant("due_at") : known.DueAt, body.Has("length_minutes") ? body.Whole("length_minutes") ?? 0 : known.LengthMinutes, body.TextOr("place", known.Place), known.OwnerId,
            [.. there.Select(its => its.PersonId).OfType<Guid>()], [.. there.Select(its => its.UserId).OfType<Guid>()], [.. there.Select(its => its.Email).Where(email => email.Length > 0)])
        { Invites = there.Exists(its => its.InvitedAt is not null) };
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.ChangeAsync(id, activity, draft, cancellation) switch
        {
            PlanResult.Planned => await parts.ChangedAsync(null, Of(db, id, activity), JsonOf, cancellation),
            PlanResult.Faulty faulty => problems.Faulty(NamesOf(faulty)),
            _ => problems.NotFound(),
        };
    }

    private static async Task<Answer> FinishAsync(
        Guid id, Guid activity, HttpContext http, RequestBody body, Db db, FinishActivity verb, DealParts parts, Problems problems, CancellationToken cancellation)
    {
        if (await parts.FindAsync(id, Of(db, id, activity), cancellation) is not { } known) return problems.NotFound();
        if (DealParts.IsStale(http, known)) return problems.Stale();
        var (outcome, result) = (body.Text("outcome") ?? "", Result(body));
        if (outcome.Length > NoteActivity.Longest) body.Fault("outcome", new Told("At most {0} characters.", NoteActivity.Longest));
        if (body.IsFaulty) return problems.Faulty(body.Faults);
        return await verb.RunAsync(id, activity, outcome, result, cancellation) ? await parts.ChangedAsync(null, Of(db, id, activity), JsonOf, cancellation) : problems.Conflict("done", new Told("It is done already."));
    }

    private static CallResult? Result(RequestBody body) => body.Text("result") is { Length: > 0 } ? body.Word("result", CallResult.Spoke) : null;

    private static List<Guid> Ids(RequestBody body, string name)
    {
        var ids = new List<Guid>();
        foreach (var text in body.Texts(name))
            if (Guid.TryParse(text, out var id)) ids.Add(id);
            else body.Fault(name, new Told("This is not an id."));
        return ids;
    }

    private static Dictionary<string, Told> NamesOf(PlanResult.Faulty faulty) => faulty.Faults.ToDictionary(fault => fault.Key switch { "at" => "due_at", "length" => "length_minutes", var name => name }, fault => fault.Value);

    private static IQueryable<Activity> Of(Db db, Guid deal, Guid id) => db.Activities.Where(its => its.DealId == deal && its.Id == id);

    private static JsonObject JsonOf(Activity its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["type"] = Words.Of(its.Type),
        ["text"] = its.Text,
        ["owner_id"] = its.OwnerId,
        ["due_at"] = its.DueAt,
        ["done_at"] = its.DoneAt,
        ["outcome"] = its.Outcome,
        ["result"] = its.Result is { } result ? Words.Of(result) : null,
        ["length_minutes"] = its.LengthMinutes,
        ["place"] = its.Place,
        ["created_at"] = its.CreatedAt,
    };
}

using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Offers.Signals;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>The web site, a shop or a phone system says that a customer shows to be ready; the owner of the deal gets a task at once.</summary>
internal static class SignalSteps
{
    public static void MapSignalSteps(this IEndpointRouteBuilder deals)
    {
        deals.MapGet("/{id:guid}/signals", ListAsync).Allows(Right.SeeDeals).Is(new Told("List the signs of readiness of a deal"), "SignalList");
        deals.MapPost("/{id:guid}/signals", NoteAsync).Allows(Right.ChangeDeals).AtMostOnce()
            .Is(new Told("Say that the customer shows to be ready"), "Signal")
            .Takes("SignalInput", """{"kind": "registered_trial", "source": "web site", "note": "Two users", "at": "2027-03-31T09:12:00Z"}""");
    }

    private static async Task<Answer> ListAsync(Guid id, FindDeal find, Db db, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is null) return problems.NotFound();
        var signals = await db.Signals.AsNoTracking().Where(signal => signal.DealId == id).OrderByDescending(signal => signal.At).ThenBy(signal => signal.Id).ToListAsync(cancellation);
        return Answer.Of(new JsonObject { ["items"] = new JsonArray([.. signals.Select(JsonOf)]), ["next"] = null });
    }

    private static async Task<Answer> NoteAsync(Guid id, RequestBody body, NoteSignal verb, Problems problems, CancellationToken cancellation)
    {
        var draft = new SignalDraft(Words.Read<SignalKind>(body.Text("kind") ?? ""), body.Text("source") ?? "", body.Text("note") ?? "", body.Instant("at"));
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        return await verb.RunAsync(id, draft, cancellation) switch
        {
            SignalResult.Noted { Signal: var signal } => Answer.Created(JsonOf(signal), $"{ApiPath.Root}/deals/{id}/signals"),
            SignalResult.Faulty { Field: "" } closed => problems.Conflict("closed", closed.Why),
            SignalResult.Faulty faulty => problems.Faulty(faulty.Field, faulty.Why),
            _ => problems.NotFound(),
        };
    }

    private static JsonObject JsonOf(Signal its) => new()
    {
        ["id"] = its.Id,
        ["deal_id"] = its.DealId,
        ["kind"] = Words.Of(its.Kind),
        ["source"] = its.Source,
        ["note"] = its.Note,
        ["at"] = its.At,
        ["activity_id"] = its.ActivityId,
        ["noted_by"] = its.NotedBy,
    };
}

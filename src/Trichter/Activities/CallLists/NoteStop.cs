using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Finish;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Activities.CallLists;

/// <summary>Notes how the call of one record of a list ended, or passes it by.</summary>
public sealed class NoteStop(Db db, Me me, Change change, Texts texts, CallTargets targets, NoteActivity note, FinishActivity finish)
{
    /// <summary>My own round; null for others.</summary>
    public Task<CallRound?> RoundAsync(Guid id, CancellationToken cancellation = default) => db.CallRounds.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id && its.UserId == me.Id, cancellation);

    /// <summary>A call that was planned until today is this one; without a deal the call stands at the person or company. What was noted once is not noted again.</summary>
    /// <returns>What is wrong, by the name of the input; empty when it was noted.</returns>
    /// <exception cref="NotAllowedException">The role may not change deals.</exception>
    public async Task<IReadOnlyDictionary<string, Told>> CallAsync(Guid round, Guid record, CallDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (await StopAsync(round, record, cancellation) is not var (its, stop)) return Fault("", new Told("Nothing is here"));
        if (stop.State == StopState.Called) return Fault();
        if (await targets.ReadAsync(its.Kind, record, cancellation) is not { } target) return Fault("", new Told("Nothing is here"));
        if ((await targets.AgainstAsync(its.Kind, [record], cancellation)).TryGetValue(record, out var why)) return Fault("", why);

        var deal = target.Deals.FirstOrDefault(one => one.Id == draft.Deal);
        if (deal is null && (draft.Deal is not null || its.Kind == CallKind.Deals)) return Fault("Deal", new Told("Nothing is here"));
        if (draft.Note.Length > NoteActivity.Longest) return Fault("Note", new Told("At most {0} characters.", NoteActivity.Longest));
        if (draft.IsPlanned && deal is null) return Fault("NextAt", new Told("A next call needs a deal."));
        if (draft.IsPlanned && !(draft.NextAt > change.Now)) return Fault("NextAt", new Told("Name a time that lies ahead."));

        stop.Call(draft.Result);
        var text = draft.Note.Trim() is { Length: > 0 } noted ? noted : texts["Call"];
        var fault = deal is null ? await note.AtCustomerAsync(its.Kind == CallKind.People ? record : null, its.Kind == CallKind.Companies ? record : null, text, draft.Result, cancellation)
            : await PlannedAsync(deal.Id, cancellation) is { } planned && await finish.RunAsync(deal.Id, planned.Id, draft.Note, draft.Result, cancellation) ? null
            : await note.RunAsync(deal.Id, ActivityType.Call, text, null, draft.Result, cancellation);
        if (fault is null && draft.IsPlanned) fault = await note.RunAsync(deal!.Id, ActivityType.Call, draft.NextText.Trim() is { Length: > 0 } next ? next : texts["Call"], draft.NextAt, null, cancellation);
        return fault is null ? Fault() : Fault("", fault);
    }

    /// <summary>Passes a record by; where it cannot be called any more, the reason is kept.</summary>
    /// <returns>False when there is no such stop.</returns>
    public async Task<bool> SkipAsync(Guid round, Guid record, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (await StopAsync(round, record, cancellation) is not var (its, stop)) return false;
        if (stop.State == StopState.Called) return true;
        if (await targets.ReadAsync(its.Kind, record, cancellation) is null) stop.RuleOut(texts["It is gone, or no longer yours to see"]);
        else if ((await targets.AgainstAsync(its.Kind, [record], cancellation)).TryGetValue(record, out var why)) stop.RuleOut(texts[why]);
        else stop.Skip();
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>The call of a deal that was planned until the end of today.</summary>
    public async Task<Activity?> PlannedAsync(Guid deal, CancellationToken cancellation = default)
    {
        var tomorrow = LocalTime.ToUtc(DateOnly.FromDateTime(texts.Local(change.Now)).AddDays(1), 0, texts.Zone);
        return await db.Activities.AsNoTracking().Where(its => its.DealId == deal && its.Type == ActivityType.Call && its.DoneAt == null && its.DueAt < tomorrow).OrderBy(its => its.DueAt).FirstOrDefaultAsync(cancellation);
    }

    private async Task<(CallRound Round, CallStop Stop)?> StopAsync(Guid round, Guid record, CancellationToken cancellation) =>
        await RoundAsync(round, cancellation) is { } its && await db.CallStops.SingleOrDefaultAsync(stop => stop.RoundId == round && stop.RecordId == record, cancellation) is { } stop ? (its, stop) : null;

    private static Dictionary<string, Told> Fault(string? field = null, Told? why = null) => field is null ? [] : new() { [field] = why! };
}

/// <param name="Deal">The call belongs to; null for none.</param>
/// <param name="NextAt">UTC; null where it is no date.</param>
public sealed record CallDraft(CallResult Result, string Note, Guid? Deal, bool IsPlanned = false, DateTime? NextAt = null, string NextText = "");

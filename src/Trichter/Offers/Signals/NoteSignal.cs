using Trichter.Activities;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Signals;

/// <summary>Notes that the customer shows to be ready, and gives the owner of the deal the task to act now, or when the company opens next.</summary>
public sealed class NoteSignal(Db db, Me me, Change change, Texts texts, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    public async Task<SignalResult> RunAsync(Guid dealId, SignalDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new SignalResult.NotFound();
        if (draft.Kind is not { } kind || !Enum.IsDefined(kind)) return new SignalResult.Faulty("kind", new Told("Say what the customer did."));
        if (draft.Source.Trim().Length > Signal.LongestSource) return new SignalResult.Faulty("source", new Told("At most {0} characters.", Signal.LongestSource));
        if (draft.Note.Trim().Length > Signal.Longest) return new SignalResult.Faulty("note", new Told("At most {0} characters.", Signal.Longest));
        if (draft.At > change.Now) return new SignalResult.Faulty("at", new Told("This lies ahead."));
        if (!deal.IsOpen) return new SignalResult.Faulty("", new Told("This deal has been closed already."));

        var task = new Activity
        {
            DealId = dealId,
            Type = ActivityType.Task,
            Text = texts["Ready to buy: {0}", kind] + (draft.Note.Trim() is { Length: > 0 } note ? "\n" + note : ""),
            OwnerId = deal.OwnerId ?? me.Id,
            DueAt = (await WorkingCalendar.OfAsync(db, cancellation)).After(change.Now, 0) ?? change.Now,
            CreatedAt = change.Now,
        };
        var signal = new Signal
        {
            DealId = dealId,
            Kind = kind,
            Source = draft.Source.Trim(),
            Note = draft.Note.Trim(),
            At = draft.At ?? change.Now,
            ActivityId = task.Id,
            NotedBy = me.Id,
            NotedAt = change.Now,
        };
        db.Activities.Add(task);
        db.Signals.Add(signal);
        timeline.Record(new SignalNoted(dealId, kind, signal.Source, signal.Note));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new SignalResult.Noted(signal, task);
    }
}

/// <param name="At">Null for now.</param>
public sealed record SignalDraft(SignalKind? Kind, string Source, string Note, DateTime? At);

public abstract record SignalResult
{
    public sealed record Noted(Signal Signal, Activity Task) : SignalResult;

    /// <param name="Field">"kind", "source", "note", "at"; empty for the whole.</param>
    public sealed record Faulty(string Field, Told Why) : SignalResult;

    public sealed record NotFound : SignalResult;
}

public sealed record SignalNoted(Guid DealId, SignalKind Kind, string Source, string Note) : Happening(DealId)
{
    public override Told Told => Source.Length > 0 ? new("saw that the customer may be ready to buy: {0} ({1})", Kind, Source) : new("saw that the customer may be ready to buy: {0}", Kind);

    public override string Icon => "star";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}

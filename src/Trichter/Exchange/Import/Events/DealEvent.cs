using Trichter.Deals;
using Trichter.Deals.History;
using Trichter.Exchange.Columns;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Exchange.Import.Events;

/// <summary>What one row of an event file tells: the deal entered a stage, or ended.</summary>
/// <param name="Stage">Null for an end.</param>
/// <param name="Outcome">Null for a stage.</param>
internal sealed record DealEvent(Stage? Stage, Outcome? Outcome, Moment At)
{
    public DealStory AsStory => new(Stage is null ? [] : [(Stage, At)], Stage, Outcome, Stage is null ? At : null, null);

    /// <summary>Whether a fact says just this.</summary>
    public bool IsIn(StageTransition row) => Stage is not null
        ? row.StageKey == Stage.Key && row.EnteredAt == At.At
        : row.LeftTo == AsStory.End && row.LeftAt == At.At;

    public static EventResult Read(MappedRow row, StageWords words)
    {
        if (row.Fault is { } fault) return new EventResult.Refused(fault);
        if (!row.Has("external_id")) return Refused("external_id", new Told("It does not say which deal is meant."));
        if (!row.Has("stage")) return Refused("stage", new Told("It does not say what happened."));
        if (row.Moments.GetValueOrDefault("time") is not { } at) return Refused("time", new Told("It does not say when it happened."));

        if (words.StageOf(row["stage"]) is { } stage) return new EventResult.Read(new DealEvent(stage, null, at));
        return StageWords.OutcomeOf(row["stage"]) is { } outcome and not Deals.Outcome.Open
            ? new EventResult.Read(new DealEvent(null, outcome, at))
            : Refused("stage", new Told("No stage and no outcome is called {0}; say under \"values\" what it means.", row["stage"]));
    }

    private static EventResult.Refused Refused(string column, Told why) => new(new RowFault(column, why));
}

internal abstract record EventResult
{
    public sealed record Read(DealEvent Event) : EventResult;

    public sealed record Refused(RowFault Fault) : EventResult;
}

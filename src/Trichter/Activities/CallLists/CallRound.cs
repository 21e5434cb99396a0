using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Activities.CallLists;

/// <summary>A list that somebody calls one after another, as it was when they began. No record: it is neither undone nor exported.</summary>
public sealed class CallRound
{
    /// <summary>The longest list that is called through at once.</summary>
    public const int Most = 2_000;

    /// <summary>A round is kept for so many days.</summary>
    public const int Days = 90;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }
    public required CallKind Kind { get; init; }

    /// <summary>The address of the list.</summary>
    public required string List { get; init; }

    /// <summary>How many the list had beyond the most.</summary>
    public int LeftOff { get; init; }

    public required DateTime StartedAt { get; init; }
}

/// <summary>What a list that is called through consists of.</summary>
public enum CallKind
{
    [Says("People")] People,
    [Says("Companies")] Companies,
    [Says("Deals")] Deals,
}

/// <summary>One record of the list.</summary>
public sealed class CallStop
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid RoundId { get; init; }
    public required Guid RecordId { get; init; }

    /// <summary>From 1.</summary>
    public required int Position { get; init; }

    public StopState State { get; private set; }
    public CallResult? Result { get; private set; }

    /// <summary>Why nobody may or can be called there, in the words of whoever calls; else empty.</summary>
    public string Reason { get; private set; } = "";

    public void Call(CallResult result) => (State, Result, Reason) = (StopState.Called, result, "");

    public void Skip() => State = StopState.Skipped;

    public void RuleOut(string reason) => (State, Reason) = (StopState.Impossible, reason);
}

public enum StopState
{
    [Says("Still to call")] Waiting,
    [Says("Called")] Called,
    [Says("Skipped")] Skipped,
    [Says("Cannot be called")] Impossible,
}

internal sealed class CallListStorage : IEntityTypeConfiguration<CallRound>, IEntityTypeConfiguration<CallStop>
{
    public void Configure(EntityTypeBuilder<CallRound> round)
    {
        round.ToTable("call_rounds");
        round.HasOne<User>().WithMany().HasForeignKey(r => r.UserId);
    }

    public void Configure(EntityTypeBuilder<CallStop> stop)
    {
        stop.ToTable("call_stops");
        stop.HasOne<CallRound>().WithMany().HasForeignKey(s => s.RoundId);
    }
}

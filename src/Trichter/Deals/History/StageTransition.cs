using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Deals.History;

/// <summary>
/// A fact: one visit of a deal to a stage. Funnels, cycle times and pipelines are computed from these rows and nothing else
/// (docs/glossary.md, "transition"). A row that was undone is gone from here and stays in the ledger.
/// </summary>
public sealed class StageTransition : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }

    /// <summary>Order of recording within the deal. An outcome takes a number too, so a reopened deal skips one.</summary>
    public required int Seq { get; init; }

    public required Guid ProcessId { get; init; }
    public required Guid VersionId { get; init; }
    public Guid? StageId { get; init; }
    public required string StageKey { get; init; }

    /// <summary>Order of the stage in its version, from 1.</summary>
    public required int Position { get; init; }

    public required string Phase { get; init; }

    /// <summary>True for what happens after the sale: order, delivery, billing, care. The sales funnel ends before.</summary>
    public bool AfterSale { get; init; }

    /// <summary>Null when an import could not tell.</summary>
    public DateTime? EnteredAt { get; init; }

    /// <summary>The day of <see cref="EnteredAt"/> in the workspace's time zone; for a mere date, that date.</summary>
    public DateOnly? EnteredDay { get; init; }

    public DateTime? LeftAt { get; set; }
    public DateOnly? LeftDay { get; set; }

    /// <summary>Entering or leaving is known only to the day: durations are calendar days then.</summary>
    public bool DateOnly { get; set; }

    /// <summary>Key of the next stage, "won", "lost", or null while the deal is here.</summary>
    public string? LeftTo { get; set; }

    public required TransitionKind Kind { get; init; }

    /// <summary>How often the deal has been in this stage, this visit included.</summary>
    public required int Visit { get; init; }

    /// <summary>Non-optional stages that were passed over on the way here.</summary>
    public List<string> Skipped { get; init; } = [];

    public Guid? ActorId { get; init; }

    /// <summary>Why criteria were overridden, or why the deal ended.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Key of the stage that a migration mapped to this one; null for every other row.</summary>
    public string? MappedFrom { get; init; }

    public DateTime RecordedAt { get; init; }

    /// <summary>Imported history is taken as known when it happened.</summary>
    public bool Imported { get; init; }

    public Guid PartOf => DealId;

    /// <summary>Days in the stage; null while there, and where leaving comes before entering.</summary>
    public double? Days => (EnteredAt, LeftAt, EnteredDay, LeftDay) switch
    {
        ({ } entered, { } left, { } enteredDay, { } leftDay) =>
            (DateOnly ? leftDay.DayNumber - enteredDay.DayNumber : (left - entered).TotalDays) is >= 0 and var days ? days : null,
        _ => null,
    };
}

public enum TransitionKind
{
    [Says("start")] Start,
    [Says("forward")] Forward,
    [Says("back")] Back,
    [Says("reopened")] Reopened,
    [Says("migrated")] Migrated,
}

/// <summary>When something happened: an instant, or only a date. A date never gets a time that means anything.</summary>
/// <param name="At">UTC; for a mere date, its midnight.</param>
/// <param name="Day">The day in the workspace's time zone.</param>
public sealed record Moment(DateTime At, DateOnly Day, bool IsDateOnly)
{
    public static Moment Instant(DateTime utc, TimeZoneInfo zone) =>
        new(utc, System.DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone)), false);

    public static Moment OnDay(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc), day, true);
}

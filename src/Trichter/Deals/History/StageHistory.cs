using Trichter.Process;

namespace Trichter.Deals.History;

/// <summary>
/// The visits of one deal, and the rules by which new ones are written (metrics, section 1):
/// nothing is invented for a skipped stage, a re-entry is a new visit, an outcome closes the open row.
/// </summary>
public sealed class StageHistory(Guid dealId, ProcessVersion version, IEnumerable<StageTransition> rows)
{
    public const string Won = "won";
    public const string Lost = "lost";

    private readonly List<StageTransition> rows = [.. rows.OrderBy(row => row.Seq)];

    public IReadOnlyList<StageTransition> Rows => rows;

    /// <summary>Who writes, for the rows to come.</summary>
    public Guid? Actor { get; set; }

    public DateTime RecordedAt { get; init; }
    public bool Imported { get; init; }

    private StageTransition? Last => rows.Count == 0 ? null : rows[^1];

    /// <summary>Enters a stage. A null moment is an entry whose time nobody knows; the row before is left then at an unknown time.</summary>
    public StageTransition Enter(Stage stage, Moment? at, string reason = "")
    {
        var before = Last;
        if (before is { LeftTo: null }) Leave(before, at, stage.Key);

        var row = RowIn(version, stage, at, KindOf(stage, before), VisitsOf(stage) + 1, SkippedBefore(stage, before), reason);
        rows.Add(row);
        return row;
    }

    /// <summary>Goes on in another version of the process: no progress of the deal, so it is no new visit when the stage is the same.</summary>
    public StageTransition Migrate(ProcessVersion to, Stage stage, Moment at)
    {
        var before = rows[^1];
        Leave(before, at, stage.Key);

        var row = RowIn(to, stage, at, TransitionKind.Migrated, visit: VisitsOf(stage) + (before.StageKey == stage.Key ? 0 : 1), mappedFrom: before.StageKey);
        rows.Add(row);
        return row;
    }

    /// <summary>
    /// Ends the open visit as won or lost. A deal that never was in a stage gets its first one on the day of the outcome.
    /// A null moment is an end whose day nobody knows.
    /// </summary>
    public void End(string outcome, Moment? at, Func<Stage> stageIfNone, string reason = "")
    {
        var row = Last is { LeftTo: null } open ? open : Enter(stageIfNone(), at);
        Leave(row, at, outcome);
        if (reason.Length > 0) row.Reason = row.Reason.Length == 0 ? reason : $"{row.Reason} / {reason}";
    }

    /// <summary>Another file knows better how, or when, the deal ended: the last end before the after-sale stages is put right.</summary>
    public bool CorrectEnd(string outcome, Moment? at)
    {
        var row = rows.FindLast(its => its.LeftTo is Won or Lost);
        if (row is null || (row.LeftTo == outcome && (at is null || (row.LeftAt, row.LeftDay) == (at.At, at.Day)))) return false;

        Leave(row, at ?? (row is { LeftAt: { } then, LeftDay: { } day } ? new Moment(then, day, row.DateOnly) : null), outcome);
        return true;
    }

    private StageTransition RowIn(
        ProcessVersion its, Stage stage, Moment? at, TransitionKind kind, int visit, List<string>? skipped = null, string reason = "", string? mappedFrom = null) => new()
        {
            DealId = dealId,
            Seq = NextSeq,
            ProcessId = its.ProcessId,
            VersionId = its.Id,
            StageId = stage.Id,
            StageKey = stage.Key,
            Position = stage.Position,
            Phase = stage.Phase.Id,
            AfterSale = stage.IsAfterSale,
            EnteredAt = at?.At,
            EnteredDay = at?.Day,
            DateOnly = at?.IsDateOnly ?? false,
            Kind = kind,
            Visit = visit,
            Skipped = skipped ?? [],
            MappedFrom = mappedFrom,
            ActorId = Actor,
            Reason = reason,
            RecordedAt = RecordedAt,
            Imported = Imported,
        };

    private int VisitsOf(Stage stage) => rows.Count(row => row.StageKey == stage.Key);

    private int NextSeq => Last is not { } last ? 1 : last.LeftTo is Won or Lost ? last.Seq + 2 : last.Seq + 1;

    private static void Leave(StageTransition row, Moment? at, string to)
    {
        (row.LeftAt, row.LeftDay, row.LeftTo) = (at?.At, at?.Day, to);
        row.DateOnly |= at?.IsDateOnly ?? false;
    }

    private static TransitionKind KindOf(Stage stage, StageTransition? before) => before switch
    {
        null => TransitionKind.Start,
        { LeftTo: Won } when stage.IsAfterSale => TransitionKind.Forward,
        { LeftTo: Won or Lost } => TransitionKind.Reopened,
        _ => stage.Position < before.Position ? TransitionKind.Back : TransitionKind.Forward,
    };

    private List<string> SkippedBefore(Stage stage, StageTransition? before) => before is null ? [] :
        [.. version.Stages.Where(s => s.Position > before.Position && s.Position < stage.Position && !s.Optional).Select(s => s.Key)];
}

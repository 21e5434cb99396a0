using Trichter.Platform.Storage;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>What somebody set for a class: another period, and that what is due may be erased.</summary>
public sealed class RetentionRule : IRecorded, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public required RetentionClass Class { get; init; }

    /// <summary>Null for the usual one.</summary>
    public int? Length { get; private set; }

    /// <summary>Who lets it run every day from now on.</summary>
    public Guid? ApprovedBy { get; private set; }

    public DateTime? ApprovedAt { get; private set; }

    /// <summary>Who lets it run once, for what was due on <see cref="OnceOn"/>.</summary>
    public Guid? OnceBy { get; private set; }

    public DateOnly? OnceOn { get; private set; }

    /// <summary>How many were due when the job last looked, while nobody had approved it.</summary>
    [NotRecorded] public int Proposed { get; set; }

    [NotRecorded] public DateOnly? ProposedOn { get; set; }
    public int Version { get; private set; }

    /// <summary>Another period makes others due than those somebody has looked at: it has to be approved anew.</summary>
    public void Keep(int? length)
    {
        Length = length;
        Stop();
    }

    public void Approve(Guid by, DateTime at) => (ApprovedBy, ApprovedAt, OnceBy, OnceOn) = (by, at, null, null);

    public void ApproveOnce(Guid by, DateOnly on) => (OnceBy, OnceOn) = (by, on);

    public void Begun() => (OnceBy, OnceOn) = (null, null);

    public void Stop() => (ApprovedBy, ApprovedAt, OnceBy, OnceOn) = (null, null, null, null);
}

/// <summary>One time that a class was cleared out.</summary>
public sealed class RetentionRun
{
    public Guid Id { get; private init; } = Ids.New();
    public required RetentionClass Class { get; init; }

    /// <summary>What was due on this day.</summary>
    public required DateOnly AsOf { get; init; }

    public required int Length { get; init; }
    public Guid? ApprovedBy { get; init; }
    public required DateTime StartedAt { get; init; }
    public DateTime? EndedAt { get; set; }

    /// <summary>Records that went; of people, see the erasures that name this run.</summary>
    public int Erased { get; set; }

    public List<SkippedPeople> Skipped { get; set; } = [];
}

/// <summary>Who was due and stayed.</summary>
/// <param name="Why">An English sentence that is a key of a text.</param>
/// <param name="People">The first of them.</param>
public sealed record SkippedPeople(string Why, int Count, IReadOnlyList<Guid> People)
{
    public const int Listed = 100;
}

using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Trials;

/// <summary>The customer tries what we sell for some days. Before it ends somebody asks how it goes; at the end it has a result.</summary>
public sealed class Trial : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 500;
    public const int LongestDays = 730;

    /// <summary>Days before the end on which the owner of the deal is reminded.</summary>
    private const int AskBefore = 3;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }

    /// <summary>The product, or what else is tried.</summary>
    public required string Text { get; init; }

    /// <summary>What has to come out for the customer to buy.</summary>
    public string Goal { get; init; } = "";

    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>From this day on it stands in the queue of the owner of the deal.</summary>
    public DateOnly FollowUpOn { get; private set; }

    public TrialResult? Result { get; private set; }
    public string ResultNote { get; private set; } = "";
    public DateTime? EndedAt { get; private set; }
    public DateTime NotedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsRunning => EndedAt is null;
    public int Days => EndsOn.DayNumber - StartsOn.DayNumber + 1;

    public bool IsDue(DateOnly today) => IsRunning && FollowUpOn <= today;

    /// <summary>Counted from the first day, which is one of them.</summary>
    public void Last(int days)
    {
        EndsOn = StartsOn.AddDays(days - 1);
        FollowUpOn = EndsOn.AddDays(-AskBefore) is var before && before > StartsOn ? before : StartsOn;
    }

    public void PutOff(DateOnly to) => FollowUpOn = to;

    public void End(TrialResult result, string note, DateTime at) => (Result, ResultNote, EndedAt) = (result, note, at);
}

public enum TrialResult
{
    [Says("goal reached")] Reached,
    [Says("goal reached in part")] Partly,
    [Says("goal not reached")] Missed,
    [Says("broken off")] BrokenOff,
}

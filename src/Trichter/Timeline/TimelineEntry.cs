using System.Text.Json;
using Trichter.Platform.Storage;

namespace Trichter.Timeline;

/// <summary>A happening as it is kept: history for people, outbox for machines.</summary>
public sealed class TimelineEntry
{
    /// <summary>Tries before a happening is parked; the last wait is about six hours.</summary>
    public const int MostAttempts = 8;

    public Guid Id { get; private init; } = Ids.New();
    public DateTime At { get; private init; }
    public Guid SubjectId { get; private init; }
    public Guid? By { get; private init; }
    public Guid ChangeId { get; private init; }
    public string Kind { get; private init; } = "";
    public string Data { get; private init; } = "";
    public DateTime? DeliveredAt { get; private set; }
    public int Attempts { get; private set; }
    public DateTime? NextAttemptAt { get; private set; }
    public DateTime? ParkedAt { get; private set; }
    public string? LastError { get; private set; }

    public static TimelineEntry Of(Happening happening, DateTime at, Guid? by, Guid changeId, bool needsDelivery) => new()
    {
        At = at,
        By = by,
        ChangeId = changeId,
        SubjectId = happening.SubjectId,
        Kind = happening.GetType().Name,
        Data = JsonSerializer.Serialize(happening, happening.GetType(), AsJson.Options),
        DeliveredAt = needsDelivery ? null : at,
    };

    public Happening Read() => HappeningKinds.Read(Kind, Data);

    public void MarkDelivered(DateTime at) => (DeliveredAt, NextAttemptAt, LastError) = (at, null, null);

    /// <summary>Waits three times as long after each failure, from 30 seconds on; after the last one it is parked.</summary>
    public void MarkFailed(DateTime at, string error)
    {
        Attempts++;
        LastError = error;
        if (Attempts >= MostAttempts) (ParkedAt, NextAttemptAt) = (at, null);
        else NextAttemptAt = at.AddSeconds(30 * Math.Pow(3, Attempts - 1));
    }

    public void TryAgain() => (Attempts, ParkedAt, NextAttemptAt) = (0, null, null);
}

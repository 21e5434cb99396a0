using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Exchange.Webhooks;

/// <summary>An address that is told what happens here, signed so that it knows who tells (Standard Webhooks 1.0).</summary>
public sealed class Webhook : IRecorded, IVersioned, IRetirable
{
    /// <summary>So long an address may fail without a break before nothing is sent there any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    /// <summary>So long the secret before still signs along, so that the receiver can change over.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public required string Url { get; set; }

    /// <summary>Kinds of event, such as "deal.moved"; empty for all.</summary>
    public List<string> Kinds { get; set; } = [];

    [Secret] public required string Secret { get; set; }
    [Secret] public string? OldSecret { get; private set; }
    [Secret] public DateTime? OldUntil { get; private set; }

    public required DateTime CreatedAt { get; init; }
    public DateTime? DisabledAt { get; set; }

    /// <summary>The first failure since the last success.</summary>
    [NotRecorded] public DateTime? FailingSince { get; private set; }

    public int Version { get; private set; }

    public bool Wants(string kind) => DisabledAt is null && (Kinds.Count == 0 || Kinds.Contains(kind));

    public void Retire(DateTime at) => DisabledAt ??= at;

    public void Resume() => (DisabledAt, FailingSince) = (null, null);

    public void Renew(string secret, DateTime now) => (OldSecret, OldUntil, Secret) = (Secret, now + Overlap, secret);

    /// <summary>The secrets that sign now, the present one first.</summary>
    public IReadOnlyList<string> SecretsAt(DateTime now) => OldSecret is { } old && OldUntil > now ? [Secret, old] : [Secret];

    public void Succeeded() => FailingSince = null;

    /// <returns>True when it has failed for so long that it is given up.</returns>
    public bool Failed(DateTime now)
    {
        FailingSince ??= now;
        return now - FailingSince >= Patience;
    }
}

/// <summary>One event on its way to one address, with what became of it.</summary>
public sealed class WebhookMessage
{
    /// <summary>How long after an attempt the next one follows; after the last the message waits for somebody to send it again.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    private const int LongestAnswer = 500;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid WebhookId { get; init; }
    public required string Kind { get; init; }

    /// <summary>The JSON as it is sent, the same at each attempt.</summary>
    public required string Body { get; init; }

    public required DateTime At { get; init; }
    public MessageState State { get; private set; } = MessageState.Waiting;
    public int Attempts { get; private set; }
    public DateTime? NextAttemptAt { get; set; }
    public DateTime? DoneAt { get; private set; }

    /// <summary>HTTP status of the last answer; null when there was none.</summary>
    public int? LastStatus { get; private set; }

    /// <summary>What was answered, or why there was no answer.</summary>
    public string LastAnswer { get; private set; } = "";

    /// <summary>The id that the receiver knows it by; it stays the same when it is sent again.</summary>
    public string MessageId => $"msg_{Id:N}";

    public void Delivered(DateTime at, int status, string answer)
    {
        Answered(status, answer);
        (State, DoneAt, NextAttemptAt) = (MessageState.Delivered, at, null);
    }

    /// <param name="jitter">0 to 1: up to a tenth is added to the wait, so that not all messages come back at once.</param>
    /// <param name="retryAfter">What the receiver asked for.</param>
    public void Failed(DateTime at, int? status, string answer, double jitter, TimeSpan? retryAfter)
    {
        Answered(status, answer);
        if (Attempts > Waits.Length)
        {
            GiveUp(at);
            return;
        }

        var wait = Waits[Attempts - 1] * (1 + jitter / 10);
        NextAttemptAt = at + (retryAfter > wait ? retryAfter.Value : wait);
        State = MessageState.Waiting;
    }

    public void GiveUp(DateTime at) => (State, DoneAt, NextAttemptAt) = (MessageState.GivenUp, at, null);

    public void SendAgain(DateTime at) => (State, Attempts, NextAttemptAt, DoneAt) = (MessageState.Waiting, 0, at, null);

    private void Answered(int? status, string answer)
    {
        Attempts++;
        (LastStatus, LastAnswer) = (status, answer.Length > LongestAnswer ? answer[..LongestAnswer] : answer);
    }
}

public enum MessageState
{
    [Says("Waiting")] Waiting,
    [Says("Delivered")] Delivered,
    [Says("Given up")] GivenUp,
}

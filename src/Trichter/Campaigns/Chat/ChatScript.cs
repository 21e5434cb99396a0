using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Chat;

/// <summary>What a chat on a landing page asks, step by step. Visitors choose among answers; some steps ask who they are, or call somebody of us.</summary>
public sealed class ChatScript : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 120;
    public const int MostSteps = 15;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }

    /// <summary>de, pl or en.</summary>
    public required string Language { get; set; }

    /// <summary>The process whose first stage the lead enters.</summary>
    public required Guid ProcessId { get; set; }

    /// <summary>It begins with the first.</summary>
    public List<ChatStep> Steps { get; set; } = [];

    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public void Retire(DateTime at) => RetiredAt ??= at;
}

public sealed record ChatStep(ChatStepKind Kind, string Text)
{
    public const int LongestText = 600;
    public const int MostAnswers = 5;
    public const int LongestAnswer = 120;

    /// <summary>Of a question.</summary>
    public IReadOnlyList<ChatAnswer> Answers { get; init; } = [];

    /// <param name="count">Of all steps.</param>
    public Told? FaultAt(int count) => this switch
    {
        { Text.Length: 0 or > LongestText } => new("A text of at most {0} characters is needed.", LongestText),
        { Kind: ChatStepKind.Question, Answers.Count: 0 } => new("A question needs an answer to choose."),
        { Kind: ChatStepKind.Question } when Answers.Any(answer => answer.Text.Length > LongestAnswer) => new("An answer has at most {0} characters.", LongestAnswer),
        { Kind: ChatStepKind.Question } when Answers.Any(answer => answer.Next < 1 || answer.Next > count) => new("Each answer goes on at a step from 1 to {0}.", count),
        _ => null,
    };
}

/// <param name="Next">The step that follows, from 1.</param>
public sealed record ChatAnswer(string Text, int Next);

public enum ChatStepKind
{
    [Says("Question")] Question,
    [Says("Ask who they are")] Contact,
    [Says("Hand over to one of us")] Person,
    [Says("End")] End,
}

/// <summary>Somebody waits for, or talks with, one of us. Without a name it is nobody's data but what they typed; it goes after some weeks.</summary>
public sealed class ChatTalk : ITrace, IPartOf
{
    /// <summary>Who is not answered for so long is asked for an address instead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public const int KeptDays = 30;
    public const int MostLines = 200;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid ScriptId { get; init; }

    /// <summary>SHA-256 of the secret, as hexadecimal digits.</summary>
    [Secret] public required string TokenHash { get; init; }

    /// <summary>Questions and answers before they were handed over.</summary>
    public required string Transcript { get; init; }

    public required DateTime StartedAt { get; init; }
    [NotRecorded] public required DateTime LastAt { get; set; }

    /// <summary>Who answered first.</summary>
    [NotRecorded] public Guid? TakenBy { get; set; }

    [NotRecorded] public DateTime? EndedAt { get; set; }

    /// <summary>The lead it became.</summary>
    public Guid? DealId { get; set; }

    public Guid PartOf => DealId ?? Id;
}

public sealed class ChatLine
{
    public const int LongestText = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid TalkId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>One of us; null for the visitor.</summary>
    public Guid? UserId { get; init; }

    public required string Text { get; init; }
}

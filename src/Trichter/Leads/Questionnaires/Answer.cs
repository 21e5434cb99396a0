using System.Globalization;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Leads.Questionnaires;

/// <summary>What was answered to one question on one deal. A later answer replaces it; it is kept.</summary>
public sealed class Answer : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 2000;
    public const string Yes = "yes";
    public const string No = "no";

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required Guid QuestionnaireId { get; init; }

    /// <summary>The version in which it was asked.</summary>
    public required Guid VersionId { get; init; }

    public required string QuestionKey { get; init; }

    /// <summary>In canonical form: words, "yes", the key of a choice, 1234.50, 2026-11-25.</summary>
    public required string Value { get; init; }

    /// <summary>What was said besides.</summary>
    public string Note { get; init; } = "";

    public AnswerSource Source { get; init; }
    public Confidence Confidence { get; init; } = Confidence.Medium;

    /// <summary>The colleague who wrote it down; null when the customer did.</summary>
    public Guid? AnsweredBy { get; init; }

    public required DateTime AnsweredAt { get; init; }
    public DateTime? ReplacedAt { get; set; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;

    public int AgeInDays(DateTime now) => Math.Max(0, (int)(now - AnsweredAt).TotalDays);

    public bool IsStale(Question question, DateTime now) => question.StaleDays is { } days && AgeInDays(now) >= days;

    public bool IsGood(Question question) => question.Good.IsAny || question.Kind switch
    {
        AnswerKind.YesNo or AnswerKind.Choice => question.Good.OneOf.Count == 0 || question.Good.OneOf.Contains(Value),
        AnswerKind.Number or AnswerKind.Money => decimal.TryParse(Value, CultureInfo.InvariantCulture, out var number) && IsWithin(number, question.Good),
        AnswerKind.Date => DateOnly.TryParseExact(Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && IsWithin(day.DayNumber - DateOnly.FromDateTime(AnsweredAt).DayNumber, question.Good),
        _ => true,
    };

    private static bool IsWithin(decimal number, GoodAnswers good) => !(number < good.AtLeast) && !(number > good.AtMost);
}

/// <summary>Where an answer comes from.</summary>
public enum AnswerSource
{
    [Says("said in a call")] Call,
    [Says("said in a meeting")] Meeting,
    [Says("written in a mail")] Mail,
    [Says("answered by link")] Link,
    [Says("researched")] Researched,

    /// <summary>Nobody has said so; it proves nothing.</summary>
    [Says("assumed")] Assumed,
}

public enum Confidence
{
    [Says("low confidence")] Low,
    [Says("medium confidence")] Medium,
    [Says("high confidence")] High,
}

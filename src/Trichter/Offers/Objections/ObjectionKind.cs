using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Objections;

/// <summary>An objection that customers make again and again, and what answers it.</summary>
public sealed class ObjectionKind : IRecorded, IVersioned, IRetirable
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Key { get; init; }
    public required Localized Name { get; set; }
    public int Position { get; init; }

    /// <summary>A competitor and their price belong to it.</summary>
    public bool AboutPrice { get; set; }

    public List<ObjectionAnswer> Answers { get; set; } = [];

    /// <summary>The proof points that fit.</summary>
    public List<Guid> Proofs { get; set; } = [];

    public DateTime? RetiredAt { get; set; }
    public int Version { get; private set; }

    public ObjectionAnswer? AnswerWith(string key) => Answers.FirstOrDefault(answer => answer.Key == key);

    public void Retire(DateTime at) => RetiredAt = at;
}

/// <summary>One thing to say to an objection.</summary>
/// <param name="Key">Unique in its kind; what was said on deals is counted by it.</param>
public sealed record ObjectionAnswer(string Key, AnswerTone Tone, Localized Text);

/// <summary>What an answer speaks to: a customer decides with both.</summary>
public enum AnswerTone
{
    [Says("rational: numbers, data, facts")] Rational,
    [Says("emotional: worries, wishes, trust")] Emotional,
}

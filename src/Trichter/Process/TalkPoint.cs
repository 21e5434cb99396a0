using Trichter.Platform.Language;

namespace Trichter.Process;

/// <summary>One point of the talk track of a stage: what to say, or to ask, in a call.</summary>
/// <param name="Key">Unique in its stage.</param>
/// <param name="Questionnaire">The key of the questionnaire in which the answer is kept; null where the answer is only heard.</param>
/// <param name="Question">The key of the question there.</param>
public sealed record TalkPoint(string Key, TalkKind Kind, Localized Text, string? Questionnaire = null, string? Question = null)
{
    /// <summary>"bant/need", as it is typed; empty where it names no question.</summary>
    public string Asks => Questionnaire is null ? "" : $"{Questionnaire}/{Question}";
}

public enum TalkKind
{
    [Says("Opening")] Opening,
    [Says("Question")] Question,
    [Says("Benefit")] Benefit,
    [Says("Objection prepared")] Objection,
    [Says("Proof")] Proof,
    [Says("Closing question")] Closing,
}

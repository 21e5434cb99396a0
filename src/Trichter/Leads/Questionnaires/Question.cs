using Trichter.Platform.Language;

namespace Trichter.Leads.Questionnaires;

/// <summary>Questions that belong together: Budget, Authority, Need, Time.</summary>
/// <param name="Letter">Its mark on the deal: "B".</param>
public sealed record QuestionGroup(string Key, string Letter, Localized Name, List<Question> Questions);

/// <summary>One question.</summary>
/// <param name="Key">Stays the same from version to version, so that answers stay with their question.</param>
/// <param name="Weight">How much a good answer counts; 0 for what is only good to know.</param>
/// <param name="Decisive">An answer that is not good means that the deal does not fit, whatever else is true.</param>
/// <param name="Good">Which answers are good; where nothing is said, every answer is.</param>
/// <param name="StaleDays">Days until an answer has to be asked again; null when it holds.</param>
/// <param name="ForCustomer">The customer may answer it by link.</param>
public sealed record Question(
    string Key, Localized Text, AnswerKind Kind, int Weight, bool Decisive, GoodAnswers Good, int? StaleDays, bool ForCustomer, List<AnswerChoice> Choices)
{
    public const int HighestWeight = 100;

    public AnswerChoice? ChoiceWith(string key) => Choices.FirstOrDefault(choice => choice.Key == key);
}

/// <summary>An answer to choose.</summary>
public sealed record AnswerChoice(string Key, Localized Text);

/// <param name="OneOf">"yes" or "no", or keys of choices; empty when any will do.</param>
/// <param name="AtLeast">The lowest good number or amount; for a date, days from the day of the answer.</param>
/// <param name="AtMost">The highest good number or amount; for a date, days from the day of the answer.</param>
public sealed record GoodAnswers(List<string> OneOf, decimal? AtLeast, decimal? AtMost)
{
    public static GoodAnswers Any => new([], null, null);

    public bool IsAny => OneOf.Count == 0 && AtLeast is null && AtMost is null;
}

public enum AnswerKind
{
    [Says("Text")] Text,
    [Says("Yes or no")] YesNo,
    [Says("Choice")] Choice,
    [Says("Number")] Number,
    [Says("Money")] Money,
    [Says("Date")] Date,
}

using Trichter.Platform.Language;

namespace Trichter.Leads.Questionnaires;

/// <summary>An answer in words: what it says for the deal, how old it is, whose it is.</summary>
internal static class AnswerWords
{
    public static string About(Answer answer, JudgedQuestion judged, string name, DateTime now, Texts texts) => string.Join(" · ", new[]
    {
        texts.Of(judged.State),
        texts.Count(answer.AgeInDays(now), "{0} day old|{0} days old"),
        name,
        texts.Of(answer.Source),
        texts.Of(answer.Confidence),
        answer.Note,
    }.Where(part => part.Length > 0));

    public static string IconOf(QuestionState state) => state switch
    {
        QuestionState.Good => "circle-check",
        QuestionState.Bad => "circle-x",
        QuestionState.Stale => "hourglass-high",
        _ => "circle-dashed",
    };
}

using Trichter.Platform.Language;

namespace Trichter.Leads.Questionnaires;

/// <summary>
/// What the answers of a deal say, question by question. A stale answer and an assumption prove nothing. One good reason against is enough;
/// for a fit every decisive question is answered well, and so are the others by weight.
/// </summary>
public sealed record Judgement(Verdict Verdict, IReadOnlyList<JudgedQuestion> Questions, int FitFrom)
{
    /// <summary>Share of the weights with a good answer, 0 to 1; 1 when nothing has a weight.</summary>
    public double Share { get; private init; }

    public int Proven => Questions.Count(its => its.State is QuestionState.Good or QuestionState.Bad);
    public int Stale => Questions.Count(its => its.State == QuestionState.Stale);

    /// <summary>Share of the questions with an answer that counts, 0 to 1.</summary>
    public double Answered => Questions.Count == 0 ? 1 : (double)Proven / Questions.Count;

    public IEnumerable<JudgedQuestion> Against => Questions.Where(its => its is { Question.Decisive: true, State: QuestionState.Bad });

    public static Judgement Of(QuestionnaireVersion version, IReadOnlyDictionary<string, Answer> answers, DateTime now)
    {
        var judged = version.Questions.Select(question => Judge(question, answers.GetValueOrDefault(question.Key), now)).ToList();
        var weight = judged.Sum(its => its.Question.Weight);
        var share = weight == 0 ? 1 : (double)judged.Where(its => its.State == QuestionState.Good).Sum(its => its.Question.Weight) / weight;
        var decisive = judged.Where(its => its.Question.Decisive).ToList();

        var verdict = decisive.Any(its => its.State == QuestionState.Bad) ? Verdict.NoFit
            : judged.Any(its => its.State is QuestionState.Good or QuestionState.Bad) && decisive.All(its => its.State == QuestionState.Good) && share * 100 >= version.FitFrom ? Verdict.Fit
            : Verdict.NotYet;
        return new Judgement(verdict, judged, version.FitFrom) { Share = share };
    }

    private static JudgedQuestion Judge(Question question, Answer? answer, DateTime now) => new(question, answer, answer switch
    {
        null => QuestionState.Open,
        _ when answer.IsStale(question, now) => QuestionState.Stale,
        { Source: AnswerSource.Assumed } => QuestionState.Assumed,
        _ => answer.IsGood(question) ? QuestionState.Good : QuestionState.Bad,
    });
}

/// <summary>One question of a judgement, with the answer that counts now.</summary>
public sealed record JudgedQuestion(Question Question, Answer? Answer, QuestionState State);

public enum QuestionState
{
    [Says("not answered")] Open,
    [Says("speaks for it")] Good,
    [Says("speaks against it")] Bad,
    [Says("out of date, ask again")] Stale,
    [Says("only assumed")] Assumed,
}

public enum Verdict
{
    [Says("not yet known")] NotYet,
    [Says("fits")] Fit,
    [Says("does not fit")] NoFit,
}

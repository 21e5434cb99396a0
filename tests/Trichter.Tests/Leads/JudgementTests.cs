using Trichter.Leads.Questionnaires;
using Trichter.Platform.Language;

namespace Trichter.Tests.Leads;

/// <summary>What answers say of a deal: fit, not yet, no fit; and that stale answers and assumptions prove nothing.</summary>
public sealed class JudgementTests
{
    private static readonly DateTime Now = new(2026, 11, 25, 9, 0, 0, DateTimeKind.Utc);

    private readonly QuestionnaireVersion version = new()
    {
        QuestionnaireId = Guid.NewGuid(),
        Number = 1,
        FitFrom = 70,
        Groups =
        [
            new QuestionGroup("g", "G", Localized.Same("G"),
            [
                Ask("budget", AnswerKind.Choice, 40, true, new GoodAnswers(["yes", "perhaps"], null, null)),
                Ask("machines", AnswerKind.Number, 40, false, new GoodAnswers([], 2, 10)),
                Ask("when", AnswerKind.Date, 20, false, new GoodAnswers([], 0, 365)),
                Ask("remark", AnswerKind.Text, 0, false, GoodAnswers.Any),
            ]),
        ],
    };

    [Theory]
    [InlineData("yes", "4", "2027-02-01", Verdict.Fit, 100)]
    [InlineData("perhaps", "4", "2029-02-01", Verdict.Fit, 80)]
    [InlineData("yes", "1", "2027-02-01", Verdict.NotYet, 60)]
    [InlineData("yes", "11", null, Verdict.NotYet, 40)]
    [InlineData(null, "4", "2027-02-01", Verdict.NotYet, 60)]
    [InlineData("no", "4", "2027-02-01", Verdict.NoFit, 60)]
    [InlineData("no", null, null, Verdict.NoFit, 0)]
    [InlineData(null, null, null, Verdict.NotYet, 0)]
    public void Decisive_questions_decide_and_the_others_count_by_weight(string? budget, string? machines, string? when, Verdict verdict, int share)
    {
        var judgement = Judge(Give("budget", budget), Give("machines", machines), Give("when", when));
        Assert.Equal((verdict, share), (judgement.Verdict, (int)Math.Round(judgement.Share * 100)));
    }

    [Fact]
    public void A_stale_answer_is_neither_for_nor_against()
    {
        var judgement = Judge(Give("budget", "no", days: 90), Give("machines", "4"));
        Assert.Equal((Verdict.NotYet, QuestionState.Stale, 1), (judgement.Verdict, judgement.Questions[0].State, judgement.Stale));
        Assert.Equal(QuestionState.Bad, Judge(Give("budget", "no", days: 89)).Questions[0].State);
    }

    [Fact]
    public void An_assumption_proves_nothing()
    {
        var judgement = Judge(Give("budget", "yes", source: AnswerSource.Assumed), Give("machines", "4"), Give("when", "2027-02-01"));
        Assert.Equal((Verdict.NotYet, QuestionState.Assumed), (judgement.Verdict, judgement.Questions[0].State));
        Assert.Equal(.5, judgement.Answered);
    }

    [Fact]
    public void Four_questionnaires_ship_complete_in_three_languages()
    {
        Assert.Equal(["bant", "meddic", "champ", "spiced"], QuestionnaireTemplate.All.Select(template => template.Key));
        foreach (var template in QuestionnaireTemplate.All)
        {
            var questions = template.Groups.SelectMany(group => group.Questions).ToList();
            var words = questions.SelectMany(question => question.Choices.Select(choice => choice.Text).Append(question.Text)).Concat(template.Groups.Select(group => group.Name));
            Assert.All(words, word => Assert.True(word.En.Length > 0 && word.De.Length > 0 && word.Pl.Length > 0, word.En));
            Assert.Equal(questions.Count, questions.Select(question => question.Key).Distinct().Count());
            Assert.Equal(100, questions.Sum(question => question.Weight));
            Assert.Contains(questions, question => question.ForCustomer);
            Assert.Contains(questions, question => question.Decisive);
        }
    }

    private static Question Ask(string key, AnswerKind kind, int weight, bool decisive, GoodAnswers good) =>
        new(key, Localized.Same(key), kind, weight, decisive, good, 90, false, []);

    private static Answer? Give(string key, string? value, int days = 1, AnswerSource source = AnswerSource.Call) => value is null ? null : new Answer
    {
        DealId = Guid.NewGuid(),
        QuestionnaireId = Guid.NewGuid(),
        VersionId = Guid.NewGuid(),
        QuestionKey = key,
        Value = value,
        Source = source,
        AnsweredAt = Now.AddDays(-days),
    };

    private Judgement Judge(params Answer?[] answers) =>
        Judgement.Of(version, answers.OfType<Answer>().ToDictionary(answer => answer.QuestionKey), Now);
}

using System.Globalization;
using Trichter.Deals.Evidence;
using Trichter.Process;

namespace Trichter.Leads.Questionnaires;

/// <summary>What the questionnaires say of a deal, by key, as evidence.</summary>
internal sealed record QuestionnaireFacts(IReadOnlyDictionary<string, Judgement> ByKey);

internal sealed class QuestionnaireSource(QuestionnaireReader reader) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        var asking = evidence.Values.Where(its => its.AsksFor(QuestionnaireAnswered.Kind)).Select(its => its.Deal.Id).ToList();
        if (asking.Count == 0) return;

        var asked = await reader.AskedAsync(cancellation);
        var answers = await reader.CurrentAnswersAsync(asking, cancellation);
        var versions = await reader.VersionsOfAsync(answers.SelectMany(its => its), cancellation);
        foreach (var id in asking)
            evidence[id].Add(new QuestionnaireFacts(asked.ToDictionary(
                its => its.Questionnaire.Key, its => QuestionnaireReader.Judge(its, answers[id], versions, evidence[id].Now, out _))));
    }
}

/// <summary>A questionnaire says that the deal fits, or as many of its questions are answered as is asked: "questionnaire", "share" in percent.</summary>
internal sealed class QuestionnaireAnswered : ICriterionKind
{
    public const string Kind = "questionnaire";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence)
    {
        if (evidence.Find<QuestionnaireFacts>()?.ByKey.GetValueOrDefault(criterion.Parameter("questionnaire") ?? "") is not { } judgement) return false;
        return int.TryParse(criterion.Parameter("share"), CultureInfo.InvariantCulture, out var percent)
            ? judgement.Answered * 100 >= percent
            : judgement.Verdict == Verdict.Fit;
    }
}

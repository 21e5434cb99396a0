using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Leads.Proposals;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.Questionnaires;

/// <summary>Writes down what was answered to the questions of a questionnaire. Only what differs, or was confirmed anew, becomes an answer.</summary>
public sealed class AnswerQuestions(Db db, Me me, Change change, Texts texts, TimelineWriter timeline, FindDeal find, QuestionnaireReader reader, DealFigures figures,
    ProposeLead proposals)
{
    public async Task<AnswerResult> RunAsync(Guid dealId, string questionnaire, Answering answering, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal || await reader.AskedAsync(questionnaire, cancellation) is not { } asked) return new AnswerResult.NotFound();
        if (answering.Source == AnswerSource.Link) return new AnswerResult.Faulty(new Dictionary<string, Told> { [""] = new("Say where the answers come from.") });
        if (answering.Note.Length > Answer.Longest) return new AnswerResult.Faulty(new Dictionary<string, Told> { [""] = new("At most {0} characters.", Answer.Longest) });
        if (FaultsOf(asked.Version, answering, out var values) is { Count: > 0 } faults) return new AnswerResult.Faulty(faults);

        var written = await WriteAsync(deal, asked, asked.Version, values, answering, cancellation);
        if (written == 0) return new AnswerResult.Unchanged();

        var judgement = await JudgeAsync(deal, asked, cancellation);
        timeline.Record(new QuestionsAnswered(deal.Id, asked.Questionnaire.Name, written, answering.Source, judgement.Verdict));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new AnswerResult.Answered(written, judgement);
    }

    /// <summary>Question → what is wrong with what was typed.</summary>
    internal Dictionary<string, Told> FaultsOf(QuestionnaireVersion version, Answering answering, out Dictionary<string, string> values)
    {
        var faults = new Dictionary<string, Told>();
        values = [];
        foreach (var question in version.Questions)
        {
            if (!answering.Typed.TryGetValue(question.Key, out var typed)) continue;
            if (AnswerText.Read(question, typed, texts.Culture, out var value) is { } fault) faults[question.Key] = fault;
            else values[question.Key] = value;
        }

        return faults;
    }

    internal async Task<int> WriteAsync(
        Deal deal, AskedQuestionnaire asked, QuestionnaireVersion version, Dictionary<string, string> values, Answering answering, CancellationToken cancellation)
    {
        var id = asked.Questionnaire.Id;
        var known = (await db.Answers.Where(answer => answer.DealId == deal.Id && answer.QuestionnaireId == id && answer.ReplacedAt == null)
            .ToListAsync(cancellation)).ToLookup(answer => answer.QuestionKey);
        var written = 0;

        foreach (var (key, value) in values)
        {
            if (value.Length == 0 || (value == known[key].MaxBy(answer => answer.Id)?.Value && !answering.Confirmed.Contains(key))) continue;

            foreach (var before in known[key]) before.ReplacedAt = change.Now;
            db.Answers.Add(new Answer
            {
                DealId = deal.Id,
                QuestionnaireId = id,
                VersionId = version.Id,
                QuestionKey = key,
                Value = value,
                Note = answering.Note.Trim(),
                Source = answering.Source,
                Confidence = answering.Confidence,
                AnsweredBy = me.Id,
                AnsweredAt = change.Now,
            });
            written++;
        }

        return written;
    }

    /// <summary>What the answers say now. Where the questionnaire says so, a deal that fits is proposed to sales.</summary>
    internal async Task<Judgement> JudgeAsync(Deal deal, AskedQuestionnaire asked, CancellationToken cancellation)
    {
        var answers = (await reader.CurrentAnswersAsync([deal.Id], cancellation))[deal.Id].ToList();
        var judgement = QuestionnaireReader.Judge(asked, answers, await reader.VersionsOfAsync(answers, cancellation), change.Now, out var by);
        if (judgement.Verdict == Verdict.Fit && by.ProposesFits) await proposals.SinceItFitsAsync(deal, asked.Questionnaire.Name, cancellation);
        return judgement;
    }
}

/// <param name="Typed">Question → what was typed, in the person's own locale.</param>
/// <param name="Confirmed">Questions whose answer was heard again, so that its age begins anew.</param>
public sealed record Answering(
    IReadOnlyDictionary<string, string> Typed, IReadOnlyCollection<string> Confirmed, AnswerSource Source, Confidence Confidence, string Note);

public abstract record AnswerResult
{
    public sealed record Answered(int Answers, Judgement Judgement) : AnswerResult;

    public sealed record Unchanged : AnswerResult;

    /// <param name="Faults">Question → what is wrong; the empty key stands for the whole.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : AnswerResult;

    public sealed record NotFound : AnswerResult;
}

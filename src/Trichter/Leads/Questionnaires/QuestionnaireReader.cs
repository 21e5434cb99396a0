using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Platform.Storage;

namespace Trichter.Leads.Questionnaires;

/// <summary>
/// Reads questionnaires and what deals have answered, in a fixed number of queries. A deal is judged by the version in which it was last
/// answered; a deal without answers by the current one.
/// </summary>
public sealed class QuestionnaireReader(Db db)
{
    /// <summary>Those that are asked now, with their current version.</summary>
    public async Task<IReadOnlyList<AskedQuestionnaire>> AskedAsync(CancellationToken cancellation = default) =>
        [.. (await (
            from questionnaire in db.Questionnaires.AsNoTracking()
            where questionnaire.RetiredAt == null
            join version in db.QuestionnaireVersions.AsNoTracking() on questionnaire.CurrentVersionId equals version.Id
            orderby questionnaire.Position, questionnaire.Id
            select new { questionnaire, version }).ToListAsync(cancellation)).Select(its => new AskedQuestionnaire(its.questionnaire, its.version))];

    public async Task<AskedQuestionnaire?> AskedAsync(string key, CancellationToken cancellation = default) =>
        (await AskedAsync(cancellation)).FirstOrDefault(asked => asked.Questionnaire.Key == key);

    /// <summary>The answers that count now, of each deal, also such as are about to be saved.</summary>
    public async Task<ILookup<Guid, Answer>> CurrentAnswersAsync(IReadOnlyCollection<Guid> deals, CancellationToken cancellation = default)
    {
        var found = await db.StoredAndNewAsync(db.Answers.Where(answer => deals.Contains(answer.DealId) && answer.ReplacedAt == null), answer => answer.DealId, cancellation);
        return found.SelectMany(answers => answers).Where(answer => answer.ReplacedAt is null && deals.Contains(answer.DealId)).ToLookup(answer => answer.DealId);
    }

    /// <summary>The version each questionnaire was last answered in by these answers.</summary>
    public async Task<IReadOnlyDictionary<Guid, QuestionnaireVersion>> VersionsOfAsync(IEnumerable<Answer> answers, CancellationToken cancellation = default)
    {
        var ids = answers.Select(answer => answer.VersionId).Distinct().ToList();
        return ids.Count == 0 ? [] : await db.QuestionnaireVersions.AsNoTracking().Where(version => ids.Contains(version.Id)).ToDictionaryAsync(version => version.Id, cancellation);
    }

    /// <summary>What a deal has been judged to be by a questionnaire.</summary>
    public static Judgement Judge(
        AskedQuestionnaire asked, IEnumerable<Answer> ofDeal, IReadOnlyDictionary<Guid, QuestionnaireVersion> versions, DateTime now, out QuestionnaireVersion by)
    {
        var its = ofDeal.Where(answer => answer.QuestionnaireId == asked.Questionnaire.Id).ToList();
        by = its.Select(answer => versions.GetValueOrDefault(answer.VersionId)).OfType<QuestionnaireVersion>().MaxBy(version => version.Number) ?? asked.Version;
        return Judgement.Of(by, its.GroupBy(answer => answer.QuestionKey).ToDictionary(same => same.Key, same => same.MaxBy(answer => answer.Id)!), now);
    }

    /// <summary>The judgement of one deal by each questionnaire that is asked.</summary>
    public async Task<IReadOnlyList<JudgedDeal>> JudgeAsync(Deal deal, DateTime now, CancellationToken cancellation = default)
    {
        var asked = await AskedAsync(cancellation);
        var answers = (await CurrentAnswersAsync([deal.Id], cancellation))[deal.Id].ToList();
        var versions = await VersionsOfAsync(answers, cancellation);
        return [.. asked.Select(its => new JudgedDeal(its, Judge(its, answers, versions, now, out var by), by))];
    }
}

/// <summary>A questionnaire with its current version.</summary>
public sealed record AskedQuestionnaire(Questionnaire Questionnaire, QuestionnaireVersion Version);

/// <param name="By">The version it was judged by.</param>
public sealed record JudgedDeal(AskedQuestionnaire Asked, Judgement Judgement, QuestionnaireVersion By)
{
    public bool IsBegun => Judgement.Questions.Any(question => question.Answer is not null);
}

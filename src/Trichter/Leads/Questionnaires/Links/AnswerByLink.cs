using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Leads.Questionnaires.Links;

/// <summary>Takes the answers a customer gives by their link: to the questions meant for them, of the version the link was made for.</summary>
public sealed class AnswerByLink(Db db, Change change, TimelineWriter timeline, AnswerQuestions verb, DealFigures figures, Notify notify)
{
    /// <summary>Null for a secret that is unknown, expired or revoked, or whose deal is gone; nobody learns which.</summary>
    public async Task<LinkedQuestions?> OpenAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        var link = await db.QuestionnaireLinks.SingleOrDefaultAsync(its => its.Hash == hash, cancellation);
        if (link?.IsGood(change.Now) != true) return null;

        var deal = await db.Deals.SingleOrDefaultAsync(its => its.Id == link.DealId, cancellation);
        var questionnaire = await db.Questionnaires.SingleAsync(its => its.Id == link.QuestionnaireId, cancellation);
        var version = await db.QuestionnaireVersions.AsNoTracking().SingleAsync(its => its.Id == link.VersionId, cancellation);
        return deal is null || questionnaire.RetiredAt is not null ? null : new LinkedQuestions(link, deal, new AskedQuestionnaire(questionnaire, version));
    }

    public async Task<AnswerResult> RunAsync(string secret, IReadOnlyDictionary<string, string> typed, CancellationToken cancellation = default)
    {
        if (await OpenAsync(secret, cancellation) is not { } open) return new AnswerResult.NotFound();

        var theirs = typed.Where(its => open.Questions.Any(question => question.Key == its.Key)).ToDictionary();
        var answering = new Answering(theirs, [.. theirs.Keys], AnswerSource.Link, Confidence.High, "");
        if (verb.FaultsOf(open.Asked.Version, answering, out var values) is { Count: > 0 } faults) return new AnswerResult.Faulty(faults);

        var written = await verb.WriteAsync(open.Deal, open.Asked, open.Asked.Version, values, answering, cancellation);
        if (written == 0) return new AnswerResult.Unchanged();

        open.Link.AnsweredAt = change.Now;
        var judgement = await verb.JudgeAsync(open.Deal, open.Asked, cancellation);
        if (open.Deal.OwnerId is { } owner)
            await notify.TellAsync(owner, NotificationKind.Answer, new Told("{0} answered questions about {1}", open.Link.SentTo, open.Deal.Name), $"/deals/{open.Deal.Id}", $"questions/{open.Link.Id}/{change.Id}", cancellation);
        timeline.Record(new CustomerAnswered(open.Deal.Id, open.Asked.Questionnaire.Name, written, open.Link.SentTo, judgement.Verdict));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new AnswerResult.Answered(written, judgement);
    }
}

/// <summary>What a link opens.</summary>
public sealed record LinkedQuestions(QuestionnaireLink Link, Deal Deal, AskedQuestionnaire Asked)
{
    public IReadOnlyList<Question> Questions { get; } = [.. Asked.Version.Questions.Where(question => question.ForCustomer)];
}

using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Leads.Questionnaires.Links;

/// <summary>Makes and revokes links by which a customer answers questions without signing in.</summary>
public sealed class ShareQuestionnaire(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, QuestionnaireReader reader)
{
    private const int LongestName = 200;

    public async Task<ShareResult> RunAsync(Guid dealId, string questionnaire, Sharing sharing, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal || await reader.AskedAsync(questionnaire, cancellation) is not { } asked) return new ShareResult.NotFound();
        if (sharing.SentTo.Trim().Length is 0 or > LongestName) return new ShareResult.Faulty("SentTo", new Told("Say whom the link is for."));
        if (!Languages.All.Contains(sharing.Language)) return new ShareResult.Faulty("Language", new Told("Choose one of the answers."));
        if (sharing.Days is < 1 or > QuestionnaireLink.MostDays) return new ShareResult.Faulty("Days", new Told("A whole number up to {0}.", QuestionnaireLink.MostDays));
        if (!asked.Version.Questions.Any(question => question.ForCustomer)) return new ShareResult.Faulty("", new Told("None of the questions is meant for the customer."));

        var secret = LinkSecret.New();
        var link = new QuestionnaireLink
        {
            DealId = deal.Id,
            QuestionnaireId = asked.Questionnaire.Id,
            VersionId = asked.Version.Id,
            SentTo = sharing.SentTo.Trim(),
            Language = sharing.Language,
            Hash = LinkSecret.HashOf(secret),
            CreatedBy = me.Id,
            CreatedAt = change.Now,
            ExpiresAt = change.Now.AddDays(sharing.Days),
        };
        db.QuestionnaireLinks.Add(link);
        timeline.Record(new QuestionnaireShared(deal.Id, asked.Questionnaire.Name, link.SentTo, link.ExpiresAt));
        await db.SaveChangesAsync(cancellation);
        return new ShareResult.Shared(link, secret);
    }

    public async Task<bool> RevokeAsync(Guid dealId, Guid linkId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null) return false;
        if (await db.QuestionnaireLinks.SingleOrDefaultAsync(its => its.Id == linkId && its.DealId == dealId, cancellation) is not { RevokedAt: null } link) return false;

        link.Retire(change.Now);
        var name = await db.Questionnaires.Where(its => its.Id == link.QuestionnaireId).Select(its => its.Name).SingleAsync(cancellation);
        timeline.Record(new QuestionnaireLinkRevoked(dealId, name, link.SentTo));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <param name="SentTo">Whom it is for, in words.</param>
public sealed record Sharing(string SentTo, string Language, int Days);

public abstract record ShareResult
{
    /// <param name="Secret">Part of the address; it is shown once and kept only as a hash.</param>
    public sealed record Shared(QuestionnaireLink Link, string Secret) : ShareResult;

    public sealed record Faulty(string Field, Told Why) : ShareResult;

    public sealed record NotFound : ShareResult;
}

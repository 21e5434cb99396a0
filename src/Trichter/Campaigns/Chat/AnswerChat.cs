using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Campaigns.Chat;

/// <summary>What one of us does in a talk: answers, ends it. What is said is no record until the visitor says who they are; old talks go by themselves.</summary>
public sealed class AnswerChat(Db db, Me me, Change change)
{
    /// <returns>What is wrong, or null when it was said.</returns>
    public async Task<Told?> SayAsync(Guid id, string text, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (await db.Set<ChatTalk>().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { EndedAt: null } talk) return new Told("This talk has ended.");
        if (text.Trim().Length is 0 or > ChatLine.LongestText) return new Told("Write from 1 to {0} characters.", ChatLine.LongestText);

        talk.TakenBy ??= me.Id;
        talk.LastAt = change.Now;
        db.Add(new ChatLine { TalkId = id, At = change.Now, UserId = me.Id, Text = text.Trim() });
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> EndAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (await db.Set<ChatTalk>().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { EndedAt: null } talk) return false;
        talk.EndedAt = change.Now;
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>What was said with a lead stands in its timeline; the talk itself goes.</summary>
    public Task ForgetAsync(CancellationToken cancellation = default)
    {
        var before = change.Now.AddDays(-ChatTalk.KeptDays);
        return db.Set<ChatTalk>().Where(its => its.LastAt < before).ExecuteDeleteAsync(cancellation);
    }
}

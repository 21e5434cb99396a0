using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Booking;
using Trichter.Campaigns.Intake;
using Trichter.Campaigns.Touches;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.Absences;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Campaigns.Chat;

/// <summary>What a visitor does in a chat: says who they are, asks for one of us, writes.</summary>
public sealed class HoldChat(Db db, Me me, Change change, TimelineWriter timeline, EnterLead enter, Notify notify)
{
    private const int LongestPhone = 40;

    /// <summary>Makes a lead of whoever said who they are, with all that was said.</summary>
    /// <param name="talk">Where one of us was asked for; null for the questions alone.</param>
    /// <param name="notice">Number of the privacy notice that stood there.</param>
    /// <returns>What is wrong, by field; empty when it was taken.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> LeaveContactAsync(ChatScript script, string transcript, ChatTalk? talk, Visitor visitor, string phone, int? notice, CancellationToken cancellation = default)
    {
        var faults = visitor.Faults();
        if (phone.Length > LongestPhone) faults["phone"] = new Told("At most {0} characters.", LongestPhone);
        if (faults.Count > 0) return faults;

        me.ActAsProgram();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var lead = await enter.RunAsync(new LeadIntake(visitor, phone, script.Language, script.ProcessId, $"{script.Name}: {visitor.Name.Trim()}", "chat", TouchKind.Chat, Origin.Unknown with { Source = "chat", Content = script.Name }) { OwnerId = talk?.TakenBy, Notice = notice }, cancellation);
        timeline.Record(new ChatHeld(lead.Deal.Id, script.Name, transcript));
        if (talk is not null) (talk.DealId, talk.EndedAt) = (lead.Deal.Id, talk.EndedAt ?? change.Now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return faults;
    }

    /// <summary>Whether somebody of us is at work now.</summary>
    public async Task<bool> IsAnybodyThereAsync(CancellationToken cancellation = default)
    {
        var calendar = await WorkingCalendar.OfAsync(db, cancellation);
        return calendar.MinutesBetween(change.Now, change.Now.AddMinutes(1)) > 0 && (await PresentAsync(cancellation)).Count > 0;
    }

    /// <summary>Opens a talk and tells everybody who is there.</summary>
    /// <returns>The secret of its address.</returns>
    public async Task<string> CallAsync(ChatScript script, ChatState state, CancellationToken cancellation = default)
    {
        me.ActAsProgram();
        var secret = LinkSecret.New();
        var talk = new ChatTalk { ScriptId = script.Id, TokenHash = LinkSecret.HashOf(secret), Transcript = state.Transcript, StartedAt = change.Now, LastAt = change.Now };
        db.Add(talk);
        foreach (var user in await PresentAsync(cancellation))
            await notify.TellAsync(user.Id, NotificationKind.Lead, new Told("A visitor waits in the chat {0}", script.Name), $"/chats/{talk.Id}", $"chat/{talk.Id}", cancellation);
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    public Task<ChatTalk?> FindAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        return db.Set<ChatTalk>().SingleOrDefaultAsync(its => its.TokenHash == hash, cancellation);
    }

    /// <summary>A line of the visitor; nothing is added to a talk that has ended.</summary>
    public async Task<Told?> SayAsync(ChatTalk talk, string text, CancellationToken cancellation = default)
    {
        if (text.Trim().Length is 0 or > ChatLine.LongestText) return new Told("Write from 1 to {0} characters.", ChatLine.LongestText);
        if (talk.EndedAt is not null || await db.Set<ChatLine>().CountAsync(its => its.TalkId == talk.Id, cancellation) >= ChatTalk.MostLines) return new Told("This talk has ended.");

        me.ActAsProgram();
        talk.LastAt = change.Now;
        db.Add(new ChatLine { TalkId = talk.Id, At = change.Now, Text = text.Trim() });
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>What was written, in order, with the name of whoever of us wrote it; null for the visitor.</summary>
    public async Task<IReadOnlyList<(string? Name, string Text)>> LinesAsync(ChatTalk talk, CancellationToken cancellation = default) =>
        [.. (await (from line in db.Set<ChatLine>().AsNoTracking()
                    where line.TalkId == talk.Id
                    join user in db.Users on line.UserId equals user.Id into who
                    from user in who.DefaultIfEmpty()
                    orderby line.At, line.Id
                    select new { Name = (string?)user.Name, line.Text }).ToListAsync(cancellation)).Select(line => (line.Name, line.Text))];

    /// <summary>All that was said, for the timeline of the lead.</summary>
    public async Task<string> TranscriptAsync(ChatTalk talk, CancellationToken cancellation = default) =>
        string.Join('\n', (await LinesAsync(talk, cancellation)).Select(line => $"{line.Name ?? "–"}: {line.Text}").Prepend(talk.Transcript).Where(text => text.Length > 0));

    private async Task<List<User>> PresentAsync(CancellationToken cancellation)
    {
        var users = (await db.Users.AsNoTracking().Where(user => user.DisabledAt == null && (user.Role == Role.Seller || user.Role == Role.Manager || user.Role == Role.Owner)).ToListAsync(cancellation)).FindAll(user => user.MaySignIn);
        var away = await WhoIsAway.AtAsync(db, users, change.Now, cancellation);
        return users.FindAll(user => !away.Contains(user.Id));
    }
}

public sealed record ChatHeld(Guid DealId, string Name, string Words) : Happening(DealId)
{
    public override Told Told => new("left word in the chat {0}", Name);

    public override string? Quote => Words.Length == 0 ? null : Words;

    public override string Icon => "message";

    public override bool IsImportant => true;
}

using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.Coaching;

/// <summary>A manager writes down what was said to a seller, or what the seller should think about.</summary>
public sealed class WriteCoachingNote(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <param name="isTalk">It closes a talk.</param>
    /// <returns>What is wrong, or null when it was written.</returns>
    public async Task<Told?> RunAsync(Guid sellerId, string text, bool isTalk, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        if (sellerId == me.Id || me.Id is not { } author || !await db.Users.AnyAsync(user => user.Id == sellerId, cancellation)) return new Told("Nothing is here");
        if (text.Trim() is not { Length: > 0 and <= CoachingNote.Longest } said) return new Told("Write up to {0} characters.", CoachingNote.Longest);

        db.CoachingNotes.Add(new CoachingNote { SellerId = sellerId, AuthorId = author, Text = said, IsTalk = isTalk, NotedAt = change.Now });
        timeline.Record(new CoachingNoteWritten(sellerId));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

/// <summary>Says that there is a note, not what it says.</summary>
public sealed record CoachingNoteWritten(Guid SellerId) : Happening(SellerId)
{
    public override Told Told => new("wrote a coaching note");

    public override string Icon => "note";
}

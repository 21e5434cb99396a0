using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Activities;

/// <summary>Notes what was done with a customer, or plans what is to be done.</summary>
public sealed class NoteActivity(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    public const int Longest = 20_000;

    /// <summary>A due time in the future plans it; without one, or in the past, it is done. A note is always done.</summary>
    /// <param name="result">How a call that is done ended.</param>
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid dealId, ActivityType type, string text, DateTime? dueAt, CallResult? result = null, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (text.Trim().Length == 0) return new Told("Write something first.");
        if (text.Length > Longest) return new Told("At most {0} characters.", Longest);
        if (type == ActivityType.Task && dueAt is null) return new Told("Say when the task is due.");

        var planned = type != ActivityType.Note && (dueAt > change.Now || type == ActivityType.Task);
        var activity = new Activity
        {
            DealId = dealId,
            Type = type,
            Text = text.Trim(),
            OwnerId = me.Id,
            DueAt = planned ? dueAt : null,
            DoneAt = planned ? null : dueAt ?? change.Now,
            Result = planned || type != ActivityType.Call ? null : result,
            LengthMinutes = Activity.UsualMinutes(type),
            CreatedAt = change.Now,
        };
        db.Activities.Add(activity);

        if (planned) timeline.Record(new ActivityPlanned(dealId, type, activity.Text, dueAt!.Value));
        else timeline.Record(new ActivityDone(dealId, type, activity.Text, "", activity.Result));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>A call that was made and belongs to no deal: it stands at the person or company.</summary>
    /// <returns>What is wrong, or null when it was noted.</returns>
    /// <exception cref="NotAllowedException">The role may not change deals.</exception>
    public async Task<Told?> AtCustomerAsync(Guid? person, Guid? company, string text, CallResult result, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        var isSeen = person is { } who ? await db.People.VisibleTo(me, db).AnyAsync(its => its.Id == who, cancellation) : await db.Companies.VisibleTo(me, db).AnyAsync(its => its.Id == company, cancellation);
        if (!isSeen) return new Told("Nothing is here");
        if (text.Trim().Length == 0) return new Told("Write something first.");
        if (text.Length > Longest) return new Told("At most {0} characters.", Longest);

        db.Activities.Add(new Activity { PersonId = person, CompanyId = company, Type = ActivityType.Call, Text = text.Trim(), OwnerId = me.Id, DoneAt = change.Now, Result = result, CreatedAt = change.Now });
        timeline.Record(new ActivityDone((person ?? company)!.Value, ActivityType.Call, text.Trim(), "", result));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

/// <summary>Puts a file on a deal, or takes it off.</summary>
public sealed class AttachFile(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find)
{
    /// <returns>What is wrong, or null when it was attached.</returns>
    public async Task<Told?> RunAsync(Guid dealId, string name, string contentType, byte[] content, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null) return new Told("Nothing is here");
        if (content.Length is 0 or > Attachment.Largest) return new Told("A file must not be empty, nor larger than {0} MB.", Attachment.Largest / 1024 / 1024);

        var bare = Path.GetFileName(name.Replace('\\', '/').Replace("\0", "", StringComparison.Ordinal));
        var attachment = new Attachment
        {
            DealId = dealId,
            Name = bare.Length == 0 ? "file" : bare[..Math.Min(bare.Length, 200)],
            ContentType = contentType,
            Size = content.Length,
            AddedAt = change.Now,
            AddedBy = me.Id,
        };
        db.Attachments.Add(attachment);
        db.AttachmentContents.Add(new AttachmentContent { Id = attachment.Id, Content = content });
        timeline.Record(new FileAttached(dealId, attachment.Name));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Takes it off; the bytes stay, so that this can be undone.</summary>
    /// <returns>False when there is no such file.</returns>
    public async Task<bool> RemoveAsync(Guid dealId, Guid fileId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null) return false;
        if (await db.Attachments.SingleOrDefaultAsync(a => a.Id == fileId && a.DealId == dealId, cancellation) is not { } attachment) return false;

        attachment.RemovedAt = change.Now;
        timeline.Record(new FileRemoved(dealId, attachment.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

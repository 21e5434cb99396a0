using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Returns;

/// <summary>Says which mailbox returned mails come to.</summary>
public sealed class SetReturnBox(Db db, Me me, MailSecret secret, TimelineWriter timeline)
{
    /// <param name="password">Null keeps the one that is set.</param>
    /// <returns>What is wrong, by the name of the input; empty when it was saved.</returns>
    /// <exception cref="NotAllowedException">The role may not manage the workspace.</exception>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(ReturnBoxDraft draft, string? password, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = draft.Faults();
        if (faults.Count > 0) return faults;

        var box = await db.ReturnBoxes.SingleOrDefaultAsync(cancellation);
        if (box is null) db.ReturnBoxes.Add(box = new ReturnBox { Host = draft.Host, Port = draft.Port, UserName = draft.UserName, Address = draft.Address });
        var isOther = (box.Host, box.UserName) != (draft.Host, draft.UserName);
        (box.Host, box.Port, box.Security, box.UserName, box.Address) = (draft.Host, draft.Port, draft.Security, draft.UserName, draft.Address);
        if (isOther) (box.Validity, box.LastUid) = (0, 0);
        if (password is not null) box.Password = secret.Hide(password);
        timeline.Record(new ReturnBoxSet(box.Id, box.Host));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <summary>Takes the mailbox away; reports go to the sender's address again.</summary>
    public async Task RemoveAsync(CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await db.ReturnBoxes.SingleOrDefaultAsync(cancellation) is not { } box) return;
        db.ReturnBoxes.Remove(box);
        timeline.Record(new ReturnBoxSet(box.Id, ""));
        await db.SaveChangesAsync(cancellation);
    }
}

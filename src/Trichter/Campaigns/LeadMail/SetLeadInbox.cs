using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.LeadMail;

/// <summary>Says to which address mails become leads; an empty one ends it.</summary>
public sealed class SetLeadInbox(Db db, Me me, TimelineWriter timeline)
{
    public async Task<Fault?> RunAsync(string address, string source, Guid? process, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var (clean, inbox) = (address.Trim().ToLowerInvariant(), await db.LeadInboxes.OrderBy(its => its.Id).FirstOrDefaultAsync(cancellation));
        if (clean.Length > 0 && !MailAddresses.IsOne(clean)) return new("Address", new Told("This is not an e-mail address."));
        if (source.Trim().Length > LeadInbox.LongestSource) return new("Source", new Told("At most {0} characters.", LeadInbox.LongestSource));
        if (clean.Length > 0 && !await db.Processes.AnyAsync(its => its.Id == process, cancellation)) return new("ProcessId", new Told("Choose one of the answers."));
        if (clean.Length == 0 && inbox is null) return null;

        var from = source.Trim().Length > 0 ? source.Trim() : "mail";
        if (clean.Length == 0) db.LeadInboxes.RemoveRange(await db.LeadInboxes.ToListAsync(cancellation));
        else if (inbox is null) db.LeadInboxes.Add(inbox = new LeadInbox { Address = clean, Source = from, ProcessId = process!.Value });
        else (inbox.Address, inbox.Source, inbox.ProcessId) = (clean, from, process!.Value);
        timeline.Record(new LeadInboxSet(inbox!.Id, clean));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

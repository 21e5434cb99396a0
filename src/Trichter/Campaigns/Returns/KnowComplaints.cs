using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Team.Mail.SenderDomain;

namespace Trichter.Campaigns.Returns;

/// <summary>Complaints about mailings, against how many were taken.</summary>
internal sealed class KnowComplaints(Db db) : IKnowComplaints
{
    public async Task<(int Sent, int Complaints)> SinceAsync(DateTime since, CancellationToken cancellation = default) => (
        await db.MailingRecipients.CountAsync(its => its.State == RecipientState.Taken && its.At >= since, cancellation),
        await db.ReturnNotes.CountAsync(its => its.Kind == ReturnKind.Complaint && its.IsOurs && its.At >= since, cancellation));
}

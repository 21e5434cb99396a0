using Microsoft.EntityFrameworkCore;
using Trichter.Team.Mail;

namespace Trichter.Campaigns.Returns;

/// <summary>The mailbox for returned mails is the one that is read: answers to invitations go there, too.</summary>
internal sealed class ReturnMailbox(Db db) : IMailbox
{
    public async Task<string> AddressAsync(CancellationToken cancellation) => await db.ReturnBoxes.Select(box => box.Address).SingleOrDefaultAsync(cancellation) ?? "";
}

using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy;

namespace Trichter.Exchange;

/// <summary>The programs that are told what happens.</summary>
internal sealed class WebhookRecipients(Db db) : IKnowRecipients
{
    public async Task<IReadOnlyList<Recipient>> AllAsync(CancellationToken cancellation) =>
        [.. (await db.Webhooks.AsNoTracking().Where(hook => hook.DisabledAt == null).OrderBy(hook => hook.Name).ToListAsync(cancellation)).Select(hook => new Recipient(hook.Name, Uri.TryCreate(hook.Url, UriKind.Absolute, out var url) ? url.Host : ""))];
}

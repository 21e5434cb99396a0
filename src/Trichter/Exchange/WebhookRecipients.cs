using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy;
using Trichter.Exchange.Webhooks;

namespace Trichter.Exchange;

/// <summary>The programs that are told what happens.</summary>
internal sealed class WebhookRecipients(Db db) : IKnowRecipients
{
    public Task<IReadOnlyList<Recipient>> AllAsync(CancellationToken cancellation) => OfAsync(db.Webhooks.Where(hook => hook.DisabledAt == null), cancellation);

    /// <summary>Who is told nothing any more got the data all the same.</summary>
    public Task<IReadOnlyList<Recipient>> OfAsync(Guid person, CancellationToken cancellation) => OfAsync(db.Webhooks, cancellation);

    private static async Task<IReadOnlyList<Recipient>> OfAsync(IQueryable<Webhook> hooks, CancellationToken cancellation) =>
        [.. (await hooks.AsNoTracking().OrderBy(hook => hook.Name).ToListAsync(cancellation)).Select(hook => new Recipient(hook.Name, Uri.TryCreate(hook.Url, UriKind.Absolute, out var url) ? url.Host : ""))];
}

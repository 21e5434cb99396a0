using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Exchange.Webhooks;

/// <summary>Forgets messages after 30 days, but none that is still to be sent.</summary>
internal sealed class ForgetMessages(Db db, Change change)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public Task RunAsync(CancellationToken cancellation = default)
    {
        var before = change.Now - KeptFor;
        return db.WebhookMessages.Where(its => its.At < before && its.NextAttemptAt == null).ExecuteDeleteAsync(cancellation);
    }
}

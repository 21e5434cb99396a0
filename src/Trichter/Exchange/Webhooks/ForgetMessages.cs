using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy.Retention;

namespace Trichter.Exchange.Webhooks;

/// <summary>Forgets old messages, but none that is still to be sent.</summary>
internal sealed class ForgetMessages(Db db) : IForget
{
    public RetentionClass Class => RetentionClass.Messages;

    public Task<int> CountAsync(DateTime before, CancellationToken cancellation) => Old(before).CountAsync(cancellation);

    public Task<int> RunAsync(DateTime before, CancellationToken cancellation) => Old(before).ExecuteDeleteAsync(cancellation);

    private IQueryable<WebhookMessage> Old(DateTime before) => db.WebhookMessages.Where(its => its.At < before && its.NextAttemptAt == null);
}

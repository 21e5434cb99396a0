using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Health;

namespace Trichter.Exchange.Webhooks;

/// <summary>Which addresses do not take what they are sent.</summary>
internal sealed class WebhookHealth(Db db) : IHealthCheck
{
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var failing = await db.Webhooks.AsNoTracking().Where(its => its.FailingSince != null).OrderBy(its => its.Name).Select(its => its.Name).ToListAsync(cancellation);
        yield return new Finding("webhooks_failing", failing, failing.Count == 0);
    }
}

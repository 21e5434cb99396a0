using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Health;

namespace Trichter.Timeline;

/// <summary>Whether happenings reach those who react to them. What is parked waits for somebody to let it try again.</summary>
internal sealed class DeliveryHealth(Db db) : IHealthCheck
{
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new Finding("timeline_pending", await db.Timeline.CountAsync(entry => entry.DeliveredAt == null && entry.ParkedAt == null, cancellation));

        var parked = await db.Timeline.CountAsync(entry => entry.DeliveredAt == null && entry.ParkedAt != null, cancellation);
        yield return new Finding("timeline_parked", parked, parked == 0);
    }
}

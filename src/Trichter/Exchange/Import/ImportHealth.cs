using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Health;

namespace Trichter.Exchange.Import;

/// <summary>Whether imports go on. One that has said nothing for a quarter of an hour is stuck.</summary>
internal sealed class ImportHealth(Db db, TimeProvider clock) : IHealthCheck
{
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        yield return new Finding("imports_waiting", await db.Imports.CountAsync(run => run.State == ImportState.Waiting || run.State == ImportState.Running, cancellation));

        var old = clock.GetUtcNow().UtcDateTime.AddMinutes(-15);
        var stuck = await db.Imports.CountAsync(run => run.State == ImportState.Running && run.HeartbeatAt < old, cancellation);
        yield return new Finding("imports_stuck", stuck, stuck == 0);
    }
}

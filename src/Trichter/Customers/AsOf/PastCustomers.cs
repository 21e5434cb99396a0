using System.Linq.Expressions;
using Trichter.Ledger.AsOf;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Customers.AsOf;

/// <summary>Companies and people as they stood at the end of a past day, from the ledger.</summary>
public sealed class PastCustomers(Me me, LookBack lookBack, PastSight sight)
{
    /// <param name="day">In the workspace's time zone.</param>
    /// <returns>All there were that this person may see, in no order. Not tracked: nothing of it can be saved.</returns>
    /// <exception cref="NotAllowedException">The role may not see customers.</exception>
    public async Task<List<T>> OnAsync<T>(DateOnly day, Expression<Func<T, bool>> wanted, CancellationToken cancellation = default)
        where T : class, IRecorded, IOwned
    {
        me.Must(Right.SeeCustomers);
        var records = await lookBack.AsOfAsync(wanted, await sight.EndOfAsync(day, cancellation), cancellation);
        return [.. records.Where(await sight.OfAsync<T>(cancellation))];
    }
}

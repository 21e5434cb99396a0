using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Market.Lists;

/// <summary>The lists whose companies may be shown and used today: described, not taken out, within their licence.</summary>
public sealed class UsableLists(Db db, Change change)
{
    public async Task<IReadOnlyList<SuspectList>> AllAsync(CancellationToken cancellation = default)
    {
        var today = DateOnly.FromDateTime(change.Now);
        return [.. (await db.SuspectLists.AsNoTracking().Where(its => its.RetiredAt == null).OrderBy(its => its.Name).ToListAsync(cancellation)).Where(list => list.IsUsable(today))];
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Storage;
using Trichter.Team.Roles;

namespace Trichter.Team.Members;

/// <summary>A kind of record that visibility holds for; modules register theirs.</summary>
/// <param name="Kind">Its name in the ledger.</param>
/// <param name="Label">English; translated when shown.</param>
/// <param name="Needs">The right without which none of them is seen.</param>
/// <param name="Count">How many of them that colleague would see, and how many there are.</param>
/// <param name="Hides">True when a change has touched some of them, also deleted ones, that I do not see.</param>
public sealed record SeenKind(
    int Order, string Kind, string Label, Right Needs, Func<Db, Eyes, Task<(int Seen, int All)>> Count, Func<Db, Me, Guid, Task<bool>> Hides)
{
    public static SeenKind Of<T>(int order, string label, Right needs) where T : class, IOwned, IRecorded => new(order, typeof(T).Name, label, needs,
        async (db, eyes) => (await db.Set<T>().VisibleTo(eyes, db).CountAsync(), await db.Set<T>().CountAsync()),
        async (db, me, change) =>
        {
            if (me.Sees<T>() == Visibility.All) return false;
            var touched = db.Set<T>().IgnoreQueryFilters().Where(thing => db.Ledger.Any(entry => entry.ChangeId == change && entry.SubjectId == thing.Id));
            return await touched.CountAsync() > await touched.VisibleTo(me, db).CountAsync();
        });
}

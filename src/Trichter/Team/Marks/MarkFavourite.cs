using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.CustomFields;

namespace Trichter.Team.Marks;

/// <summary>Puts a record among one's favourites, or takes it from them.</summary>
public sealed class MarkFavourite(Db db, Me me, Change change)
{
    /// <summary>More than that are no favourites any more.</summary>
    public const int Most = 100;

    /// <returns>What is wrong, or null; a record that one may not see is not there.</returns>
    public async Task<Told?> RunAsync(RelationTarget kind, Guid id, bool isOne, CancellationToken cancellation = default)
    {
        var mine = me.User.Id;
        if (!isOne)
        {
            await db.Favourites.Where(favourite => favourite.UserId == mine && favourite.RecordId == id).ExecuteDeleteAsync(cancellation);
            return null;
        }

        if (!await kind.Seen(db, me).AnyAsync(record => record.Id == id, cancellation)) return new Told("Nothing is here");
        if (await db.Favourites.AnyAsync(favourite => favourite.UserId == mine && favourite.RecordId == id, cancellation)) return null;
        if (await db.Favourites.CountAsync(favourite => favourite.UserId == mine, cancellation) >= Most) return new Told("You have {0} favourites; take one off first.", Most);

        db.Favourites.Add(new Favourite { UserId = mine, RecordId = id, Kind = kind.Key, At = change.Now });
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

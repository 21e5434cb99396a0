namespace Trichter.Team;

/// <summary>A record that may belong to somebody.</summary>
public interface IOwned
{
    Guid? OwnerId { get; }
}

internal static class Owned
{
    /// <summary>What this person may see: their own, their team's, or all. Records without an owner are everybody's.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> things, Me me, Db db) where T : class, IOwned =>
        things.VisibleTo(me.Id, me.TeamId, me.Sees, db);

    /// <summary>What that colleague may see, for those who ask about it.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> things, User user, Db db) where T : class, IOwned =>
        things.VisibleTo(user.Id, user.TeamId, user.Sees, db);

    private static IQueryable<T> VisibleTo<T>(this IQueryable<T> things, Guid? mine, Guid? team, Visibility sees, Db db) where T : class, IOwned =>
        sees switch
        {
            Visibility.All => things,
            Visibility.Team when team is not null => things.Where(thing =>
                thing.OwnerId == null || thing.OwnerId == mine || db.Users.Any(user => user.Id == thing.OwnerId && user.TeamId == team)),
            _ => things.Where(thing => thing.OwnerId == null || thing.OwnerId == mine),
        };
}

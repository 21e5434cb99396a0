namespace Trichter.Team;

/// <summary>A record that may belong to somebody.</summary>
public interface IOwned
{
    Guid? OwnerId { get; }
}

internal static class Owned
{
    /// <summary>What this person may see: their own, their team's, or all. Records without an owner are everybody's.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> things, Me me, Db db) where T : class, IOwned
    {
        var mine = me.Id;
        var team = me.TeamId;

        return me.Sees switch
        {
            Visibility.All => things,
            Visibility.Team when team is not null => things.Where(thing =>
                thing.OwnerId == null || thing.OwnerId == mine || db.Users.Any(user => user.Id == thing.OwnerId && user.TeamId == team)),
            _ => things.Where(thing => thing.OwnerId == null || thing.OwnerId == mine),
        };
    }
}

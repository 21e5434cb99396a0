using Trichter.Platform.Search;
using Trichter.Team.Roles;

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
        things.VisibleTo(me.Id, me.TeamId, me.Sees<T>(), db);

    /// <summary>What that colleague may see, for those who ask about it.</summary>
    public static IQueryable<T> VisibleTo<T>(this IQueryable<T> things, Eyes eyes, Db db) where T : class, IOwned =>
        things.VisibleTo(eyes.User.Id, eyes.User.TeamId, eyes.On(typeof(T).Name), db);

    /// <summary>Of these kinds, what the search may tell this person.</summary>
    public static IQueryable<SearchEntry> VisibleTo(this IQueryable<SearchEntry> entries, IReadOnlyCollection<string> kinds, Me me, Db db)
    {
        var (mine, team) = (me.Id, me.TeamId);
        var whole = kinds.Where(kind => me.Sees(kind) == Visibility.All).ToList();
        var ofTeam = kinds.Where(kind => me.Sees(kind) == Visibility.Team && team is not null).ToList();
        return entries.Where(entry => kinds.Contains(entry.Kind)
            && (entry.OwnerId == null || entry.OwnerId == mine || whole.Contains(entry.Kind)
                || (ofTeam.Contains(entry.Kind) && db.Users.Any(user => user.Id == entry.OwnerId && user.TeamId == team))));
    }

    private static IQueryable<T> VisibleTo<T>(this IQueryable<T> things, Guid? mine, Guid? team, Visibility sees, Db db) where T : class, IOwned =>
        sees switch
        {
            Visibility.All => things,
            Visibility.Team when team is not null => things.Where(thing =>
                thing.OwnerId == null || thing.OwnerId == mine || db.Users.Any(user => user.Id == thing.OwnerId && user.TeamId == team)),
            _ => things.Where(thing => thing.OwnerId == null || thing.OwnerId == mine),
        };
}

using Trichter.Ledger;

namespace Trichter.Timeline;

/// <summary>Writes happenings into the same transaction as the change they tell of.</summary>
public sealed class TimelineWriter(Db db, Change change, Reactions reactions, IEnumerable<IFollowTimeline> followers)
{
    public void Record(Happening happening) => Record(happening, change.Now);

    /// <summary>For what happened earlier and is only told now, as in an import.</summary>
    public void Record(Happening happening, DateTime at)
    {
        var entry = TimelineEntry.Of(happening, at, change.By, change.Id, reactions.ExistFor(happening.GetType()));
        db.Timeline.Add(entry);
        foreach (var follower in followers) follower.Recorded(entry);
    }
}

/// <summary>Which kinds of happening somebody reacts to; the others need no delivery.</summary>
public sealed class Reactions(IServiceProviderIsService services)
{
    private readonly HashSet<Type> kinds =
        [.. HappeningKinds.All.Where(kind => services.IsService(typeof(IReactTo<>).MakeGenericType(kind)))];

    public bool ExistFor(Type kind) => kinds.Contains(kind);
}

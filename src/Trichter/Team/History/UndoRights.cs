using Trichter.Team.Members;

namespace Trichter.Team.History;

/// <summary>Everybody takes back their own changes; managers and owners any that touched nothing they may not see.</summary>
public sealed class UndoRights(Db db, Me me, IEnumerable<SeenKind> kinds)
{
    public async Task<bool> AllowAsync(Guid changeId, CancellationToken cancellation = default)
    {
        if (await db.Changes.FindAsync([changeId], cancellation) is not { } record) return false;
        if (record.By == me.Id) return true;
        if (!me.May(Right.ManageTeam)) return false;

        foreach (var kind in kinds)
            if (await kind.Hides(db, me, changeId)) return false;
        return true;
    }
}

using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Team.Members;

/// <summary>Changes a colleague's role, visibility, team or access. The last owner stays an owner and stays in.</summary>
public sealed class ChangeMember(Db db, Me me, Change change)
{
    /// <returns>False when it would take the last owner away, or a manager reaches for an owner.</returns>
    public async Task<bool> RunAsync(Guid id, Role role, Visibility sees, Guid? teamId, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } user) return false;
        if (role == Role.Owner && user.Role != Role.Owner && me.User.Role != Role.Owner) return false;
        if (role != Role.Owner && await IsLastOwnerAsync(user, cancellation)) return false;

        (user.Role, user.Sees, user.TeamId) = (role, sees, teamId);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task<bool> SwitchAccessAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } user || user.Id == me.Id) return false;
        if (user.DisabledAt is null && await IsLastOwnerAsync(user, cancellation)) return false;

        user.DisabledAt = user.DisabledAt is null ? change.Now : null;
        user.EndSessions();
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task AddTeamAsync(string name, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        db.Teams.Add(new TeamGroup { Name = name.Trim() });
        await db.SaveChangesAsync(cancellation);
    }

    private async Task<User?> FindAsync(Guid id, CancellationToken cancellation)
    {
        me.Must(Right.ManageTeam);
        var user = await db.Users.FindAsync([id], cancellation);
        return user is null || (user.Role == Role.Owner && me.User.Role != Role.Owner) ? null : user;
    }

    private async Task<bool> IsLastOwnerAsync(User user, CancellationToken cancellation) =>
        user.Role == Role.Owner
        && !await db.Users.AnyAsync(u => u.Id != user.Id && u.Role == Role.Owner && u.DisabledAt == null && u.PasswordHash != null, cancellation);
}

using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.Members;

/// <summary>Changes a colleague's role, visibility, team or access. The last owner stays an owner and stays in.</summary>
public sealed class ChangeMember(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <returns>False when it would take the last owner away, or a manager reaches for an owner.</returns>
    public async Task<bool> RunAsync(Guid id, Role role, Visibility sees, Guid? teamId, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } user) return false;
        if (role == Role.Owner && user.Role != Role.Owner && me.User.Role != Role.Owner) return false;
        if (role != Role.Owner && await IsLastOwnerAsync(user, cancellation)) return false;

        (user.Role, user.Sees, user.TeamId) = (role, sees, teamId);
        timeline.Record(new MemberChanged(user.Id, user.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task<bool> SwitchAccessAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await FindAsync(id, cancellation) is not { } user || user.Id == me.Id) return false;
        if (user.DisabledAt is null && await IsLastOwnerAsync(user, cancellation)) return false;

        user.DisabledAt = user.DisabledAt is null ? change.Now : null;
        user.EndSessions();
        timeline.Record(new AccessChanged(user.Id, user.Name, Closed: user.DisabledAt is not null));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task AddTeamAsync(string name, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        var team = new TeamGroup { Name = name.Trim() };
        db.Teams.Add(team);
        timeline.Record(new TeamAdded(team.Id, team.Name));
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
        && !await db.Users.AnyAsync(u => u.Id != user.Id && u.Role == Role.Owner && u.DisabledAt == null && (u.PasswordHash != null || u.JoinedByProvider), cancellation);
}

public sealed record MemberChanged(Guid UserId, string Name) : Happening(UserId)
{
    public override Told Told => new("changed the rights of {0}", Name);

    public override string Icon => "users";
}

public sealed record AccessChanged(Guid UserId, string Name, bool Closed) : Happening(UserId)
{
    public override Told Told => Closed ? new Told("closed the account of {0}", Name) : new Told("opened the account of {0}", Name);

    public override string Icon => "users";
}

public sealed record TeamAdded(Guid TeamId, string Name) : Happening(TeamId)
{
    public override Told Told => new("added the team {0}", Name);

    public override string Icon => "users";
}

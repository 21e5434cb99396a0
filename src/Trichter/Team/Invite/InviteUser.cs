using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.Invite;

/// <summary>Makes a link by which a colleague sets a password and comes in. It works once, for seven days.</summary>
public sealed class InviteUser(Db db, Me me, TimelineWriter timeline, TimeProvider clock)
{
    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(7);

    public async Task<InviteResult> RunAsync(Invitation invitation, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageTeam);
        var email = invitation.Email.Trim().ToLowerInvariant();
        var name = invitation.Name.Trim();

        if (name.Length == 0) return new InviteResult.Faulty("Name", new Told("Say who this is."));
        if (!email.Contains('@', StringComparison.Ordinal)) return new InviteResult.Faulty("Email", new Told("This is not an e-mail address."));
        if (invitation.Role == Role.Owner && me.User.Role != Role.Owner)
            return new InviteResult.Faulty("Role", new Told("Only an owner makes somebody an owner."));

        var user = await db.Users.SingleOrDefaultAsync(u => u.Email == email, cancellation);
        if (user is { MaySignIn: true }) return new InviteResult.Faulty("Email", new Told("Somebody with this address is here already."));

        // A colleague who was only named in an import keeps their deals.
        user ??= await db.Users.FirstOrDefaultAsync(u => u.Email == "" && u.Name == name, cancellation);
        if (user is null) db.Users.Add(user = new User { Name = name, Email = email, Role = invitation.Role });

        (user.Email, user.Role, user.Sees, user.TeamId) = (email, invitation.Role, invitation.Sees, invitation.TeamId);
        (user.Language, user.TimeZone) = (me.User.Language, me.User.TimeZone);

        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        user.Invite(HashOf(token), clock.GetUtcNow().UtcDateTime + ValidFor);
        timeline.Record(new UserInvited(user.Id, user.Name));
        await db.SaveChangesAsync(cancellation);
        return new InviteResult.Invited(user, token);
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

public sealed record Invitation(string Name, string Email, Role Role, Visibility Sees, Guid? TeamId);

public abstract record InviteResult
{
    /// <param name="Token">The secret of the link; it is shown once and kept only as a hash.</param>
    public sealed record Invited(User User, string Token) : InviteResult;

    public sealed record Faulty(string Field, Told Why) : InviteResult;
}

public sealed record UserInvited(Guid UserId, string Name) : Happening(UserId)
{
    public override Told Told => new("invited {0}", Name);

    public override string Icon => "user-plus";
}

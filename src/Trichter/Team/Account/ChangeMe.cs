using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.SignIn;
using Trichter.Timeline;

namespace Trichter.Team.Account;

/// <summary>What people change about themselves: how they see the program, their password, their sessions.</summary>
public sealed class ChangeMe(Db db, Me me, Change change, TimelineWriter timeline, IPasswordHasher<User> hasher)
{
    /// <summary>A language, zone or theme that is not offered leaves the one there was.</summary>
    /// <returns>What is wrong with the name, or null when it was saved.</returns>
    public async Task<Told?> SaveAsync(string name, string? language, string? timeZone, string? theme, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(name)) return new Told("A name is needed.");

        var user = me.User;
        user.Name = name.Trim();
        if (Languages.All.Contains(language)) user.Language = language!;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(timeZone ?? "", out _)) user.TimeZone = timeZone!;
        Wear(theme);
        timeline.Record(new AccountChanged(user.Id));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public Task WearAsync(string theme, CancellationToken cancellation = default)
    {
        Wear(theme);
        return db.SaveChangesAsync(cancellation);
    }

    public bool Knows(string? password) =>
        me.User.PasswordHash is { } hash && hasher.VerifyHashedPassword(me.User, hash, password ?? "") != PasswordVerificationResult.Failed;

    /// <summary>Sets a new password, which ends all sessions.</summary>
    /// <returns>What is wrong with it, or null when it was set.</returns>
    public async Task<Told?> ChangePasswordAsync(string? password, CancellationToken cancellation = default)
    {
        if (Passwords.Fault(password) is { } fault) return fault;

        me.User.SetPassword(hasher.HashPassword(me.User, password!));
        timeline.Record(new PasswordChanged(me.User.Id));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task EndSessionsAsync(CancellationToken cancellation = default)
    {
        me.User.EndSessions();
        foreach (var session in await db.Sessions.Where(session => session.UserId == me.Id && session.EndedAt == null).ToListAsync(cancellation))
            session.EndedAt = change.Now;
        timeline.Record(new SessionsEnded(me.User.Id));
        await db.SaveChangesAsync(cancellation);
    }

    private void Wear(string? theme)
    {
        if (theme is "light" or "dark" or "auto") me.User.Theme = theme;
    }
}

public sealed record AccountChanged(Guid UserId) : Happening(UserId)
{
    public override Told Told => new("changed the account");

    public override string Icon => "user";
}

public sealed record PasswordChanged(Guid UserId) : Happening(UserId)
{
    public override Told Told => new("changed the password");

    public override string Icon => "lock";
}

public sealed record SessionsEnded(Guid UserId) : Happening(UserId)
{
    public override Told Told => new("signed out everywhere");

    public override string Icon => "logout";
}

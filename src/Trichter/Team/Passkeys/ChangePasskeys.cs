using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.Account;
using Trichter.Timeline;

namespace Trichter.Team.Passkeys;

/// <summary>Adds, renames and removes one's own passkeys, and signs in with one.</summary>
public sealed class ChangePasskeys(Db db, Me me, Change change, TimelineWriter timeline, PasskeyCeremony ceremony)
{
    private const int Most = 20;

    /// <param name="answer">What the browser's <c>navigator.credentials.create</c> gave, as JSON; empty when it gave nothing.</param>
    /// <returns>What is wrong, or null when it was added.</returns>
    public async Task<Told?> AddAsync(string? answer, string? name, CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(answer)) return new Told("Nothing was added: the device was not asked, or said no.");
        if (await db.Passkeys.CountAsync(key => key.UserId == me.Id, cancellation) >= Most) return new Told("There are {0} passkeys already. Remove one first.", Most);
        if (await ceremony.FinishAddingAsync(me.User, answer) is not { } info) return new Told("The answer of the device does not fit. Try again.");

        db.Passkeys.Add(Passkey.From(info, me.User, Named(name), change.Now));
        timeline.Record(new PasskeyAdded(me.User.Id));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>False when there is no such passkey of this person.</returns>
    public async Task<bool> RenameAsync(Guid id, string? name, CancellationToken cancellation = default)
    {
        if (await MineAsync(id, cancellation) is not { } key) return false;

        key.Name = Named(name);
        timeline.Record(new AccountChanged(me.User.Id));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <returns>False when there is no such passkey of this person.</returns>
    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await MineAsync(id, cancellation) is not { } key) return false;

        db.Passkeys.Remove(key);
        timeline.Record(new PasskeyRemoved(me.User.Id));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>The device has seen to it that its owner is there (finger, face, code), so that no second factor is asked for.</summary>
    /// <returns>Who came in; null when the answer fits nobody who may.</returns>
    public async Task<User?> SignInAsync(string? answer, CancellationToken cancellation = default)
    {
        if (string.IsNullOrEmpty(answer) || await ceremony.FinishSignInAsync(answer) is not var (user, seen)) return null;
        if (!user.MaySignIn || user.IsLocked(change.Now)) return null;

        var id = Passkey.TextOf(seen.CredentialId);
        var key = await db.Passkeys.SingleAsync(its => its.CredentialId == id && its.UserId == user.Id, cancellation);
        key.Used(seen, change.Now);
        user.SignInSucceeded();
        await db.SaveChangesAsync(cancellation);
        return user;
    }

    private Task<Passkey?> MineAsync(Guid id, CancellationToken cancellation) =>
        db.Passkeys.SingleOrDefaultAsync(key => key.Id == id && key.UserId == me.Id, cancellation);

    private static string Named(string? name)
    {
        var typed = name?.Trim() ?? "";
        return typed.Length == 0 ? "?" : typed[..Math.Min(typed.Length, Passkey.LongestName)];
    }
}

public sealed record PasskeyAdded(Guid UserId) : Happening(UserId)
{
    public override Told Told => new("added a passkey");

    public override string Icon => "key";
}

public sealed record PasskeyRemoved(Guid UserId) : Happening(UserId)
{
    public override Told Told => new("removed a passkey");

    public override string Icon => "key";
}

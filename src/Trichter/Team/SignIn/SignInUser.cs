using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Trichter.Team.SignIn;

/// <summary>Checks e-mail and password. Five wrong passwords lock the account for ten minutes.</summary>
public sealed class SignInUser(Db db, IPasswordHasher<User> hasher, TimeProvider clock)
{
    // Verified when no such user exists, so that the answer takes as long as for one who does.
    private static readonly string DummyHash = new PasswordHasher<User>().HashPassword(null!, Guid.NewGuid().ToString());

    public async Task<SignInResult> RunAsync(string email, string password, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var address = email.Trim().ToLowerInvariant();
        var user = address.Length == 0 ? null : await db.Users.SingleOrDefaultAsync(u => u.Email == address, cancellation);

        var verdict = hasher.VerifyHashedPassword(user!, user?.PasswordHash ?? DummyHash, password);
        if (user is not { MaySignIn: true }) return new SignInResult.Refused();
        if (user.IsLocked(now)) return new SignInResult.Locked(user.LockedUntil!.Value);

        if (verdict == PasswordVerificationResult.Failed) user.SignInFailed(now);
        else user.SignInSucceeded();
        await db.SaveChangesAsync(cancellation);

        return verdict == PasswordVerificationResult.Failed ? new SignInResult.Refused() : new SignInResult.Welcome(user);
    }
}

public abstract record SignInResult
{
    public sealed record Welcome(User User) : SignInResult;

    public sealed record Refused : SignInResult;

    public sealed record Locked(DateTime Until) : SignInResult;
}

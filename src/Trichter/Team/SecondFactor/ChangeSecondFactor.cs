using System.Security.Cryptography;
using System.Text;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.SecondFactor;

/// <summary>Switches the second factor on and off, and checks it at sign-in: a code of the app, or one of ten recovery codes, each once.</summary>
public sealed class ChangeSecondFactor(Db db, Me me, Change change, TimelineWriter timeline)
{
    private const int RecoveryCodes = 10;

    /// <summary>Switches it on when the code shows that the app knows the secret. All other sessions end.</summary>
    /// <returns>The recovery codes, to be shown once; null when the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> SwitchOnAsync(string secret, string code, CancellationToken cancellation = default)
    {
        if (OneTimeCode.StepOf(code, secret, change.Now, 0) is not { } step) return null;

        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5)).Insert(5, "-")).ToList();
        me.User.SwitchSecondFactorOn(secret, step, [.. codes.Select(HashOf)], change.Now);
        me.User.EndSessions();
        timeline.Record(new SecondFactorSwitched(me.User.Id, On: true));
        await db.SaveChangesAsync(cancellation);
        return codes;
    }

    public async Task SwitchOffAsync(CancellationToken cancellation = default)
    {
        me.User.SwitchSecondFactorOff();
        timeline.Record(new SecondFactorSwitched(me.User.Id, On: false));
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Checks a code at sign-in; wrong ones count towards the lock like wrong passwords.</summary>
    public async Task<bool> CheckAsync(User user, string code, CancellationToken cancellation = default)
    {
        if (user.IsLocked(change.Now)) return false;

        var right = user.UseCode(code, change.Now) || user.UseRecoveryCode(HashOf(code.Trim().ToLowerInvariant()));
        if (right) user.SignInSucceeded();
        else user.SignInFailed(change.Now);
        await db.SaveChangesAsync(cancellation);
        return right;
    }

    private static string HashOf(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}

public sealed record SecondFactorSwitched(Guid UserId, bool On) : Happening(UserId)
{
    public override Told Told => On ? new Told("switched the second factor on") : new Told("switched the second factor off");

    public override string Icon => "shield-check";
}

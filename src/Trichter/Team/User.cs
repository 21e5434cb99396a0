using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team.SecondFactor;

namespace Trichter.Team;

/// <summary>A colleague. One who has neither a password nor come through the OpenID provider cannot sign in: invited and not yet come, or only named in an import.</summary>
public sealed class User : IRecorded, IVersioned, IRetirable
{
    private const int MostFailures = 5;
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(10);

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }

    /// <summary>Lower case; empty for a colleague who was only named in an import.</summary>
    public required string Email { get; set; }

    public required Role Role { get; set; }
    public Visibility Sees { get; set; } = Visibility.All;
    public Guid? TeamId { get; set; }
    public string Language { get; set; } = "en";
    public string TimeZone { get; set; } = "Europe/Berlin";

    /// <summary>"light", "dark", or "auto" for what the device says.</summary>
    public string Theme { get; set; } = "auto";

    public DateTime? DisabledAt { get; set; }
    public int Version { get; private set; }

    [Secret] public string? PasswordHash { get; private set; }

    /// <summary>Changes when all sessions end: cookies that carry another stamp are refused.</summary>
    [Secret] public Guid Stamp { get; private set; } = Guid.NewGuid();

    [Secret] public int FailedSignIns { get; private set; }
    [Secret] public DateTime? LockedUntil { get; private set; }
    /// <summary>They came in through the OpenID provider, and have perhaps no password here.</summary>
    [Secret] public bool JoinedByProvider { get; private set; }

    [Secret] public string? InvitationHash { get; private set; }
    [Secret] public DateTime? InvitedUntil { get; private set; }

    [Secret] public string? CodeSecret { get; private set; }
    [Secret] public DateTime? SecondFactorSince { get; private set; }
    [Secret] public long LastCodeStep { get; private set; }
    [Secret] public List<string> RecoveryHashes { get; private set; } = [];

    public bool HasSecondFactor => SecondFactorSince is not null;

    public bool MaySignIn => DisabledAt is null && (PasswordHash is not null || JoinedByProvider);

    public bool May(Right right) => Rights.Of(Role).Contains(right);

    public bool IsLocked(DateTime now) => LockedUntil > now;

    public void SetPassword(string hash)
    {
        PasswordHash = hash;
        (InvitationHash, InvitedUntil) = (null, null);
        (FailedSignIns, LockedUntil) = (0, null);
        EndSessions();
    }

    /// <param name="secret">Base 32.</param>
    /// <param name="step">The step of the code that was just typed; it does not work again.</param>
    public void SwitchSecondFactorOn(string secret, long step, List<string> recoveryHashes, DateTime now) =>
        (CodeSecret, LastCodeStep, RecoveryHashes, SecondFactorSince) = (secret, step, recoveryHashes, now);

    public void SwitchSecondFactorOff() => (CodeSecret, RecoveryHashes, SecondFactorSince) = (null, [], null);

    /// <summary>True when the app shows this code now; it is used up then.</summary>
    public bool UseCode(string code, DateTime now)
    {
        if (CodeSecret is null || OneTimeCode.StepOf(code, CodeSecret, now, LastCodeStep) is not { } step) return false;
        LastCodeStep = step;
        return true;
    }

    public bool UseRecoveryCode(string hash)
    {
        if (!RecoveryHashes.Contains(hash)) return false;
        RecoveryHashes = [.. RecoveryHashes.Where(other => other != hash)];
        return true;
    }

    public void Retire(DateTime at) => DisabledAt = at;

    public void EndSessions() => Stamp = Guid.NewGuid();

    public void SignInFailed(DateTime now)
    {
        if (++FailedSignIns < MostFailures) return;
        (FailedSignIns, LockedUntil) = (0, now + LockTime);
    }

    public void SignInSucceeded() => (FailedSignIns, LockedUntil) = (0, null);

    public void Invite(string tokenHash, DateTime until) => (InvitationHash, InvitedUntil) = (tokenHash, until);

    public bool IsInvited(DateTime now) => InvitationHash is not null && InvitedUntil > now && DisabledAt is null;

    /// <summary>Accepts the invitation without a password: the OpenID provider vouches for them.</summary>
    public void JoinByProvider() => (JoinedByProvider, InvitationHash, InvitedUntil) = (true, null, null);

    public bool IsInvitedBy(string tokenHash, DateTime now) => InvitationHash == tokenHash && InvitedUntil > now && DisabledAt is null;
}

/// <summary>What somebody is in this workspace; it decides their <see cref="Rights"/>.</summary>
public enum Role
{
    [Says("Workspace owner")] Owner,
    [Says("Manager")] Manager,
    [Says("Seller")] Seller,
    [Says("Marketing")] Marketing,
    [Says("Service")] Service,
    [Says("Reader")] Reader,
}

/// <summary>Whose deals and companies somebody sees. Records without an owner are seen by all.</summary>
public enum Visibility
{
    [Says("Own records")] Own,
    [Says("Records of the team")] Team,
    [Says("All records")] All,
}

/// <summary>A group of colleagues who see each other's records when their visibility says so.</summary>
public sealed class TeamGroup : IRecorded
{
    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
}

using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

/// <summary>Whether mails to an address arrive (R34).</summary>
public sealed class PointHealth
{
    /// <summary>So many soft bounces within <see cref="SoftDays"/> put an address on hold for <see cref="HoldDays"/>.</summary>
    public const int MostSoft = 5;

    public const int SoftDays = 14;
    public const int HoldDays = 7;

    public Guid Id { get; private init; } = Ids.New();
    public required string PointKey { get; init; }

    /// <summary>Set by a permanent refusal; a new confirmation lifts it.</summary>
    public DateTime? InvalidAt { get; private set; }

    public DateTime? HoldUntil { get; private set; }
    public string LastStatus { get; private set; } = "";
    public List<DateTime> SoftBounces { get; private set; } = [];

    public bool IsInvalid => InvalidAt is not null;

    /// <param name="status">Enhanced status of RFC 3463, "5.1.1".</param>
    public void Bounced(BounceKind kind, string status, DateTime now)
    {
        LastStatus = status;
        if (kind == BounceKind.Permanent) InvalidAt ??= now;
        if (kind != BounceKind.Temporary) return;

        SoftBounces = [.. SoftBounces.Where(at => at > now.AddDays(-SoftDays)), now];
        if (SoftBounces.Count < MostSoft) return;
        HoldUntil = now.AddDays(HoldDays);
        SoftBounces = [];
    }

    public void ConfirmedAnew() => (InvalidAt, HoldUntil, SoftBounces) = (null, null, []);
}

public static class Bounces
{
    /// <summary>What a status of RFC 3463 says about the mailbox (R34).</summary>
    public static BounceKind Of(string status) => status switch
    {
        ['5', '.', '7', '.', ..] or ['4', '.', '7', '.', ..] => BounceKind.Policy,
        ['5', '.', '1', '.', ..] or "5.2.1" => BounceKind.Permanent,
        _ => BounceKind.Temporary,
    };
}

public enum BounceKind
{
    /// <summary>The mailbox does not exist or takes nothing: 5.1.x, 5.2.1.</summary>
    Permanent,

    /// <summary>Full, busy, later: 4.x.x, 5.2.2.</summary>
    Temporary,

    /// <summary>Their policy against us, 5.7.x: our problem, not theirs.</summary>
    Policy,
}

using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Deals;

/// <summary>Values of deals, and sums of them, in words: those whose role may not see them read that instead.</summary>
public sealed class DealMoney(Me me, Texts texts)
{
    public bool IsSeen => me.MaySee(DealFields.Value);

    public string Of(long minor, string currency) => IsSeen ? texts.Money(minor, currency) : texts["hidden for your role"];

    /// <summary>For headings: "443 T€".</summary>
    public string Brief(long minor, string currency) => IsSeen ? texts.ShortMoney(minor, currency) : texts["hidden for your role"];
}

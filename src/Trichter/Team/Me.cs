using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;

namespace Trichter.Team;

/// <summary>Who is asking. Jobs, imports and the command line act as the program, which may do everything and sees everything.</summary>
public sealed class Me(Change change, Texts texts)
{
    private User? user;
    private bool isProgram;
    private IReadOnlySet<Right>? only;

    public Guid? Id => user?.Id;
    public bool IsSignedIn => user is not null;
    public string Name => user?.Name ?? "Trichter";
    public User User => user ?? throw new InvalidOperationException("Nobody is signed in.");
    public Visibility Sees => isProgram ? Visibility.All : User.Sees;
    public Guid? TeamId => user?.TeamId;

    /// <param name="rights">Of the user's rights only these; null for all of them.</param>
    public void SignedInAs(User who, ChangeSource via = ChangeSource.Page, IReadOnlySet<Right>? rights = null)
    {
        (user, only) = (who, rights);
        change.MadeBy(who.Id, via);
        texts.Speak(who.Language, Zones.Find(who.TimeZone));
    }

    /// <summary>For work that nobody sits in front of, possibly on behalf of somebody.</summary>
    public void ActAsProgram(Guid? onBehalfOf = null, ChangeSource via = ChangeSource.Program)
    {
        isProgram = true;
        change.MadeBy(onBehalfOf, via);
    }

    public bool May(Right right) => isProgram || (user is not null && user.May(right) && only?.Contains(right) != false);

    /// <exception cref="NotAllowedException">The role lacks the right.</exception>
    public void Must(Right right)
    {
        if (!May(right)) throw new NotAllowedException(right);
    }
}

/// <summary>Somebody reached for what their role does not include: pages hide it, so this is a stale page or a forged form.</summary>
public sealed class NotAllowedException(Right right) : Exception($"The role lacks the right {right}.");

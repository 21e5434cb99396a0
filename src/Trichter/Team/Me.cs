using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Team.Roles;

namespace Trichter.Team;

/// <summary>Who is asking. Jobs, imports and the command line act as the program, which may do everything and sees everything.</summary>
public sealed class Me(Change change, Texts texts)
{
    private Eyes? eyes;
    private bool isProgram;
    private IReadOnlySet<Right>? only;

    public Guid? Id => eyes?.User.Id;
    public bool IsSignedIn => eyes is not null;
    public string Name => eyes?.User.Name ?? "Trichter";
    public User User => eyes?.User ?? throw new InvalidOperationException("Nobody is signed in.");
    public Guid? TeamId => eyes?.User.TeamId;

    /// <param name="rights">Of the user's rights only these; null for all of them.</param>
    public void SignedInAs(Eyes who, ChangeSource via = ChangeSource.Page, IReadOnlySet<Right>? rights = null)
    {
        (eyes, only) = (who, rights);
        change.MadeBy(who.User.Id, via);
        texts.Speak(who.User.Language, Zones.Find(who.User.TimeZone));
    }

    /// <summary>For work that nobody sits in front of, possibly on behalf of somebody.</summary>
    public void ActAsProgram(Guid? onBehalfOf = null, ChangeSource via = ChangeSource.Program)
    {
        isProgram = true;
        change.MadeBy(onBehalfOf, via);
    }

    public bool May(Right right) => isProgram || (eyes is not null && eyes.User.May(right) && only?.Contains(right) != false);

    /// <summary>Whose records of this kind I see.</summary>
    public Visibility Sees<T>() where T : IOwned => Sees(typeof(T).Name);

    public Visibility Sees(string kind) => isProgram || eyes is null ? Visibility.All : eyes.On(kind);

    public FieldAccess AccessTo(string record, string field) => isProgram || eyes is null ? FieldAccess.Visible : eyes.To($"{record}.{field}");

    /// <exception cref="NotAllowedException">The role lacks the right.</exception>
    public void Must(Right right)
    {
        if (!May(right)) throw new NotAllowedException(right);
    }
}

/// <summary>Somebody reached for what their role does not include: pages hide it, so this is a stale page or a forged form.</summary>
public sealed class NotAllowedException(Right right) : Exception($"The role lacks the right {right}.");

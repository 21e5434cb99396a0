using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Process;

/// <summary>
/// On leaving a stage the work goes to another role: what has to be there for it, and who takes over. A deal that passes several
/// such points at once is handed over at the last of them.
/// </summary>
/// <param name="To">The receiving role. Managers and owners of the workspace may stand in, so that one person can hold all roles.</param>
public sealed record HandOverPoint(Role To, List<HandOverItem> Items)
{
    public bool MayTakeOver(User user) => user.MaySignIn && (user.Role == To || user.Role is Role.Owner or Role.Manager);
}

/// <param name="Key">Unique in its hand-over.</param>
public sealed record HandOverItem(string Key, Localized Label);

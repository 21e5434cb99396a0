using Trichter.Team;
using Trichter.Team.Members;

namespace Trichter.Customers.Privacy;

/// <summary>Whoever answers for a person's data has to see all of it: who sees only a part of the records can neither tell what is held nor erase it.</summary>
public sealed class WholeSight(Me me, IEnumerable<SeenKind> kinds)
{
    public bool IsMine => kinds.All(kind => me.Sees(kind.Kind) == Visibility.All);
}

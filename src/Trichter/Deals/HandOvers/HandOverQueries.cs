using Trichter.Team;

namespace Trichter.Deals.HandOvers;

internal static class HandOverQueries
{
    /// <summary>The hand-overs of a deal, the latest first.</summary>
    public static IQueryable<HandOver> OfDeal(this IQueryable<HandOver> handOvers, Guid dealId) =>
        handOvers.Where(its => its.DealId == dealId).OrderByDescending(its => its.Id);

    /// <summary>What this person may accept or return: given to them, or to their role as a whole.</summary>
    public static IQueryable<HandOver> WaitingFor(this IQueryable<HandOver> handOvers, User user)
    {
        var (id, role) = (user.Id, user.Role);
        return handOvers.Where(its => its.State == HandOverState.Waiting && (its.ReceiverId == id || (its.ReceiverId == null && its.Role == role)));
    }
}

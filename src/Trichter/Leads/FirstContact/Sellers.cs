using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;

namespace Trichter.Leads.FirstContact;

/// <summary>Who can take a lead. The one with the fewest leads waiting takes the next; each that is given counts at once.</summary>
internal sealed class Sellers
{
    private readonly List<User> users;
    private readonly Dictionary<Guid, int> busy;

    private Sellers(List<User> users, Dictionary<Guid, int> busy) => (this.users, this.busy) = (users, busy);

    public IEnumerable<User> Managers => users.Where(user => user.Role == Role.Manager && user.MaySignIn);

    public static async Task<Sellers> OfAsync(Db db, CancellationToken cancellation)
    {
        var users = await db.Users.AsNoTracking().OrderBy(user => user.Name).ThenBy(user => user.Id).ToListAsync(cancellation);
        var busy = await (from clock in db.LeadClocks
                          where clock.ContactedAt == null && clock.EndedAt == null && clock.DueAt != null
                          join deal in db.Deals on clock.DealId equals deal.Id
                          where deal.Outcome == Outcome.Open && deal.OwnerId != null
                          group deal by deal.OwnerId!.Value into load
                          select new { load.Key, Count = load.Count() }).ToDictionaryAsync(load => load.Key, load => load.Count, cancellation);
        return new Sellers(users, busy);
    }

    public string NameOf(Guid? id) => users.Find(user => user.Id == id)?.Name ?? "–";

    /// <summary>Leads that wait with somebody for their first contact.</summary>
    public int WaitingWith(User user) => busy.GetValueOrDefault(user.Id);

    /// <summary>Of the same team first.</summary>
    public User? After(Guid? owner)
    {
        var team = users.Find(user => user.Id == owner)?.TeamId;
        return Take(users.Where(user => user.Id != owner && IsSeller(user)).OrderByDescending(user => team is not null && user.TeamId == team).ThenBy(WaitingWith).FirstOrDefault());
    }

    /// <summary>For a lead that is nobody's: of the sellers who speak the language, if there are any. Where nobody is a seller the owner of the workspace takes it.</summary>
    /// <param name="language">Of the contact; empty for not known.</param>
    public User? First(string language) => Take(
        users.Where(IsSeller).OrderByDescending(user => user.Language == language).ThenBy(WaitingWith).FirstOrDefault()
        ?? users.Find(user => user.Role == Role.Owner && user.MaySignIn));

    private static bool IsSeller(User user) => user.Role == Role.Seller && user.MaySignIn;

    private User? Take(User? next)
    {
        if (next is not null) busy[next.Id] = WaitingWith(next) + 1;
        return next;
    }
}

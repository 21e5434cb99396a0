using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;
using Trichter.Team.Absences;
using Trichter.Timeline;

namespace Trichter.Leads.Routing;

/// <summary>Who can take a lead: by the rules, else whoever has the fewest waiting. Each lead that is given counts at once, and who is away gets none.</summary>
internal sealed class Sellers
{
    private readonly List<User> users;
    private readonly Dictionary<Guid, int> busy;
    private readonly IReadOnlySet<Guid> away;
    private readonly List<RoutingRule> rules;
    private readonly Dictionary<(Guid Rule, Guid User), LastTurn> turns;
    private readonly DateTime now;

    private Sellers(List<User> users, Dictionary<Guid, int> busy, IReadOnlySet<Guid> away, List<RoutingRule> rules, Dictionary<(Guid, Guid), LastTurn> turns, DateTime now) =>
        (this.users, this.busy, this.away, this.rules, this.turns, this.now) = (users, busy, away, rules, turns, now);

    public IEnumerable<User> Managers => users.Where(user => user.Role == Role.Manager && user.MaySignIn);

    public static async Task<Sellers> OfAsync(Db db, DateTime now, CancellationToken cancellation)
    {
        var users = await db.Users.AsNoTracking().OrderBy(user => user.Name).ThenBy(user => user.Id).ToListAsync(cancellation);
        var busy = await (from clock in db.LeadClocks
                          where clock.ContactedAt == null && clock.EndedAt == null && clock.DueAt != null
                          join deal in db.Deals on clock.DealId equals deal.Id
                          where deal.Outcome == Outcome.Open && deal.OwnerId != null
                          group deal by deal.OwnerId!.Value into load
                          select new { load.Key, Count = load.Count() }).ToDictionaryAsync(load => load.Key, load => load.Count, cancellation);
        var rules = await db.RoutingRules.AsNoTracking().Where(rule => rule.RetiredAt == null).OrderBy(rule => rule.Position).ThenBy(rule => rule.Id).ToListAsync(cancellation);
        var turns = rules.Count == 0 ? [] : await db.Set<LastTurn>().ToDictionaryAsync(turn => (turn.RuleId, turn.UserId), cancellation);
        return new Sellers(users, busy, await WhoIsAway.AtAsync(db, users, now, cancellation), rules, turns, now);
    }

    public string NameOf(Guid? id) => users.Find(user => user.Id == id)?.Name ?? "–";

    /// <summary>Leads that wait with somebody for their first contact.</summary>
    public int WaitingWith(User user) => busy.GetValueOrDefault(user.Id);

    public bool IsAway(User user) => away.Contains(user.Id);

    /// <summary>How many are there and can call: sellers, or the owner where nobody is a seller.</summary>
    public int Present => users.Count(user => (users.Exists(IsSeller) ? IsSeller(user) : user.Role == Role.Owner && user.MaySignIn) && !IsAway(user));

    /// <summary>Leads that wait with anybody.</summary>
    public int Waiting => busy.Values.Sum();

    /// <summary>For a lead that nobody called in time: another of the rule that holds for it, else of the same team first.</summary>
    public Routed? After(Guid? owner, LeadTraits lead)
    {
        var passed = new List<User>();
        if (ByRule(lead, owner, passed) is { } routed) return routed;

        var team = users.Find(user => user.Id == owner)?.TeamId;
        return Take(users.Where(user => user.Id != owner && IsSeller(user) && !IsAway(user)).OrderByDescending(user => team is not null && user.TeamId == team).ThenBy(WaitingWith).FirstOrDefault(), null, passed);
    }

    /// <summary>For a lead that is nobody's: by the first rule that holds and has somebody free; else of the sellers who speak the language, if there are any. Where nobody sells the owner of the workspace takes it.</summary>
    public Routed? First(LeadTraits lead)
    {
        var passed = new List<User>();
        return ByRule(lead, null, passed) ?? Take(
            users.Where(user => IsSeller(user) && !IsAway(user)).OrderByDescending(user => user.Language == lead.Language).ThenBy(WaitingWith).FirstOrDefault()
            ?? users.Find(user => user.Role == Role.Owner && user.MaySignIn), null, passed);
    }

    private Routed? ByRule(LeadTraits lead, Guid? except, List<User> passed)
    {
        foreach (var rule in rules.Where(rule => rule.HoldsFor(lead)))
        {
            var named = users.Where(user => rule.Sellers.Contains(user.Id) && user.Id != except && user.MaySignIn && user.May(Right.ChangeDeals)).ToList();
            passed.AddRange(named.Where(user => !IsFree(user, rule) && !passed.Contains(user)));
            var free = named.Where(user => IsFree(user, rule)).OrderByDescending(user => rule.LanguageFirst && user.Language == lead.Language);
            if (InTurn(rule, free).FirstOrDefault() is { } next) return Take(next, rule, passed);
        }

        return null;
    }

    private bool IsFree(User user, RoutingRule rule) => !IsAway(user) && (rule.MostWaiting is not { } most || WaitingWith(user) < most);

    private IOrderedEnumerable<User> InTurn(RoutingRule rule, IOrderedEnumerable<User> free) => rule.Turn == RoutingTurn.RoundRobin
        ? free.ThenBy(user => turns.GetValueOrDefault((rule.Id, user.Id))?.At ?? DateTime.MinValue).ThenBy(user => rule.Sellers.IndexOf(user.Id))
        : free.ThenBy(WaitingWith);

    private static bool IsSeller(User user) => user.Role == Role.Seller && user.MaySignIn;

    private Routed? Take(User? next, RoutingRule? rule, List<User> passed)
    {
        if (next is null) return null;
        busy[next.Id] = WaitingWith(next) + 1;
        return new Routed(next, rule, rule is null ? null : TurnOf(rule, next), [.. passed.Where(IsAway).Select(user => user.Name)], [.. passed.Where(user => !IsAway(user)).Select(user => user.Name)]);
    }

    private LastTurn TurnOf(RoutingRule rule, User user)
    {
        if (!turns.TryGetValue((rule.Id, user.Id), out var turn)) turns[(rule.Id, user.Id)] = turn = new LastTurn { RuleId = rule.Id, UserId = user.Id, At = now };
        turn.At = now;
        return turn;
    }
}

/// <summary>Who gets a lead, and why.</summary>
/// <param name="Rule">Null where no rule held, or none had somebody free.</param>
/// <param name="Turn">To be kept with the lead, so that the next one goes to the next.</param>
/// <param name="Away">Names of those of the rules who would have had their turn but are away.</param>
/// <param name="Full">Names of those who have enough waiting.</param>
internal sealed record Routed(User To, RoutingRule? Rule, LastTurn? Turn, IReadOnlyList<string> Away, IReadOnlyList<string> Full)
{
    /// <summary>Remembers whose turn it was, and tells who was passed over.</summary>
    public void Keep(Db db, TimelineWriter timeline, Guid dealId)
    {
        if (Turn is not null && db.Entry(Turn).State == EntityState.Detached) db.Set<LastTurn>().Add(Turn);
        if (Away.Count + Full.Count > 0) timeline.Record(new SellersPassedOver(dealId, Away, Full));
    }
}

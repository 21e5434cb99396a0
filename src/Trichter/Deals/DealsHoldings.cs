using Trichter.Customers;
using Trichter.Customers.Privacy;

namespace Trichter.Deals;

/// <summary>A person's part in deals. A deal without a company is about the person alone: what was written in it goes, money and stages stay.</summary>
internal sealed class DealsHoldings(Db db) : IHoldPersonalData
{
    private static readonly HashSet<string> Written = ["name", "close_note", "next_step", "external_id", "custom"];

    public IEnumerable<HeldRows> Of(Person person)
    {
        var id = person.Id;
        var theirs = db.Deals.AloneWith(id).Select(deal => deal.Id);
        yield return HeldRows.Of(db.Stakeholders.Where(its => its.PersonId == id), Fate.Clear);
        yield return HeldRows.Of(db.Deals.AloneWith(id), Fate.Clear, only: Written);
        yield return HeldRows.Of(db.Transitions.Where(its => theirs.Contains(its.DealId)), Fate.Clear);
        yield return HeldRows.Of(db.Obstacles.Where(its => theirs.Contains(its.DealId)), Fate.Clear);
        yield return HeldRows.Of(db.Commitments.Where(its => theirs.Contains(its.DealId)), Fate.Clear);
        yield return HeldRows.Of(db.Needs.Where(its => theirs.Contains(its.DealId)), Fate.Clear);
        yield return HeldRows.Of(db.BuyingSteps.Where(its => theirs.Contains(its.DealId)), Fate.Clear);
        yield return HeldRows.Of(db.HandOvers.Where(its => theirs.Contains(its.DealId)), Fate.Clear);
    }
}

/// <summary>Which deals are about one person and nobody else.</summary>
internal static class DealsOfOne
{
    public static IQueryable<Deal> AloneWith(this IQueryable<Deal> deals, Guid person) => deals.Where(deal => deal.ContactId == person && deal.CompanyId == null);
}

using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;

namespace Trichter.Campaigns.Fairs;

/// <summary>What was entered at a fair and what became of it, and what the fair cost. Who entered how many is told as far as an agreement goes (R90).</summary>
public sealed class ReadFair(Db db, Me me, FiguresOfPeople agreed, Texts texts, IEnumerable<IKnowQualified> qualified)
{
    public async Task<FairFigures> RunAsync(Fair fair, CancellationToken cancellation = default)
    {
        var entries = await db.FairEntries.AsNoTracking().Where(its => its.FairId == fair.Id)
            .Select(its => new { its.EnteredBy, its.Heat, its.DealId, its.IsNew, its.Asked }).ToListAsync(cancellation);
        var ids = db.FairEntries.Where(its => its.FairId == fair.Id && its.DealId != null).Select(its => its.DealId!.Value);
        var seen = await db.Deals.VisibleTo(me, db).Where(deal => ids.Contains(deal.Id)).Select(deal => new { deal.Id, deal.Outcome }).ToListAsync(cancellation);
        var won = seen.Where(deal => deal.Outcome == Outcome.Won).Select(deal => deal.Id).ToHashSet();
        var accepted = new HashSet<Guid>();
        foreach (var source in qualified) accepted.UnionWith(await source.QualifiedAsync([.. seen.Select(deal => deal.Id)], cancellation));
        var visible = seen.Select(deal => deal.Id).ToHashSet();

        var by = entries.Select(its => its.EnteredBy).Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(user => by.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name, cancellation);
        var figures = await agreed.OfAsync(FigureScope.Reports, cancellation);
        var (people, someHidden) = ByPerson.Of(entries, its => its.EnteredBy, _ => fair.ToDay, figures, names, texts);
        var rows = people.Select(row =>
        {
            var mine = row.Its;
            var deals = mine.Select(its => its.DealId).OfType<Guid>().Where(visible.Contains).ToHashSet();
            return new FairRow(row.Name, mine.Count, mine.Count(its => its.Heat == FairHeat.Hot), mine.Count(its => its.Heat == FairHeat.Warm), mine.Count(its => its.Heat == FairHeat.Cold),
                mine.Count(its => its.IsNew), deals.Count(id => accepted.Contains(id) || won.Contains(id)), deals.Count(won.Contains));
        }).OrderByDescending(row => row.Entries).ThenBy(row => row.Name).ToList();

        var days = (await db.Fairs.AsNoTracking().Select(its => new { its.Id, its.Source, its.FromDay }).ToListAsync(cancellation)).Where(its => its.Source.Equals(fair.Source, StringComparison.OrdinalIgnoreCase)).ToList();
        var costs = (await db.CostEntries.AsNoTracking().Where(its => its.Source != "").ToListAsync(cancellation))
            .Where(its => its.Source.Equals(fair.Source, StringComparison.OrdinalIgnoreCase) && days.MinBy(one => Math.Abs(one.FromDay.DayNumber - its.ToDay.DayNumber))!.Id == fair.Id).Select(its => its.AmountMinor).ToList();
        return new FairFigures(rows, someHidden, entries.Count, entries.Count(its => its.IsNew), visible.Count(id => accepted.Contains(id) || won.Contains(id)), won.Count, entries.Count(its => its.Asked),
            entries.Count(its => its.DealId is { } deal && !visible.Contains(deal)), costs.Count == 0 ? null : costs.Sum());
    }
}

/// <param name="HidesSome">Some colleagues have no row of their own: no agreement is in force.</param>
/// <param name="Unseen">Entries whose deal this person may not see: counted, but not as qualified or won.</param>
/// <param name="CostMinor">Entered for its source; null while nobody entered any.</param>
public sealed record FairFigures(IReadOnlyList<FairRow> Rows, bool HidesSome, int Entries, int Leads, int Qualified, int Won, int Asked, int Unseen, long? CostMinor);

/// <param name="Name">Of a colleague, or what several are called together.</param>
/// <param name="Leads">Deals made by the entries; the others were open already.</param>
/// <param name="Qualified">Accepted by sales, or won since.</param>
public sealed record FairRow(string Name, int Entries, int Hot, int Warm, int Cold, int Leads, int Qualified, int Won);

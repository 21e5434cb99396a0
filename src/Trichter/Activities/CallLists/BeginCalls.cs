using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Lists;
using Trichter.Deals.List;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Lists;

namespace Trichter.Activities.CallLists;

/// <summary>Takes a list as it is now, to be called through. Who cannot be called is ruled out at once, with the reason.</summary>
public sealed class BeginCalls(Db db, Me me, Change change, Texts texts, PersonList people, CompanyList companies, DealListReader deals, DealFilterFields fields, ProcessCatalogue catalogue, CallTargets targets)
{
    /// <summary>The records of a list in its order, those that I may see.</summary>
    /// <param name="process">Of a list of deals.</param>
    /// <param name="query">As it stands in the address of the list.</param>
    /// <returns>Null where there is no such list, or not for me.</returns>
    public async Task<(IReadOnlyList<Guid> Ids, string List)?> ListAsync(CallKind kind, string? process, string query, CancellationToken cancellation = default)
    {
        if (kind != CallKind.Deals && !me.May(Right.SeeCustomers)) return null;
        switch (kind)
        {
            case CallKind.People:
                var some = ListQuery.Read(query, await people.FiltersAsync(cancellation));
                return (await (await people.SortedAsync(some, cancellation)).Select(its => its.Id).ToListAsync(cancellation), "/people" + some.InAddress());
            case CallKind.Companies:
                var firms = ListQuery.Read(query, await companies.FiltersAsync(cancellation));
                return (await (await companies.SortedAsync(firms, cancellation)).Select(its => its.Id).ToListAsync(cancellation), "/companies" + firms.InAddress());
            default:
                if (await catalogue.FindAsync(process ?? "", cancellation) is not { } found) return null;
                var asked = DealListQuery.Read(query, await fields.AllAsync(cancellation));
                var filter = asked.For(found, await catalogue.CurrentAsync(found, cancellation), await catalogue.StageKeysAsync(found.Id, cancellation));
                return (await deals.IdsAsync(filter, asked.Sort is { } sort && deals.Offers(sort) ? sort : "-created", cancellation), $"/deals/list/{found.Key}{asked.InAddress()}");
        }
    }

    /// <returns>The round; null where there is nobody to call.</returns>
    /// <exception cref="NotAllowedException">The role may not change deals.</exception>
    public async Task<Guid?> RunAsync(CallKind kind, string? process, string query, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        if (await ListAsync(kind, process, query, cancellation) is not var (ids, list) || ids.Count == 0) return null;

        var old = change.Now.AddDays(-CallRound.Days);
        await db.CallRounds.Where(its => its.UserId == me.Id && its.StartedAt < old).ExecuteDeleteAsync(cancellation);

        var taken = ids.Take(CallRound.Most).ToList();
        var round = new CallRound { UserId = me.User.Id, Kind = kind, List = list, LeftOff = ids.Count - taken.Count, StartedAt = change.Now };
        var against = await targets.AgainstAsync(kind, taken, cancellation);
        db.CallRounds.Add(round);
        foreach (var (id, index) in taken.Select((id, index) => (id, index)))
        {
            var stop = new CallStop { RoundId = round.Id, RecordId = id, Position = index + 1 };
            if (against.TryGetValue(id, out var why)) stop.RuleOut(texts[why]);
            db.CallStops.Add(stop);
        }

        await db.SaveChangesAsync(cancellation);
        return round.Id;
    }
}

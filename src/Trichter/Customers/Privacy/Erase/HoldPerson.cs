using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>Keeps a person's data from being erased, with a reason, and lets them go again (R78).</summary>
public sealed class HoldPerson(Db db, Me me, WholeSight sight, Change change)
{
    private const int ShortestWhy = 10;

    public async Task<Fault?> HoldAsync(Guid person, string why, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!sight.IsMine || !await db.People.IgnoreQueryFilters().AnyAsync(its => its.Id == person, cancellation)) return Fault.NotThere;
        if (why.Trim().Length is < ShortestWhy or > LegalHold.LongestWhy) return new("why", new Told("Say why, in at least {0} characters.", ShortestWhy));
        if (await db.LegalHolds.AnyAsync(its => its.PersonId == person && its.EndedAt == null, cancellation)) return null;

        db.LegalHolds.Add(new LegalHold { PersonId = person, Why = why.Trim(), Since = change.Now, By = me.Id });
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<Fault?> EndAsync(Guid person, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (!sight.IsMine) return Fault.NotThere;
        foreach (var hold in await db.LegalHolds.Where(its => its.PersonId == person && its.EndedAt == null).ToListAsync(cancellation)) hold.EndedAt = change.Now;
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

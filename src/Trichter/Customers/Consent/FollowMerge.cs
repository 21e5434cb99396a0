using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Merge;

namespace Trichter.Customers.Consent;

/// <summary>Events stay with their contact points; what one of the two refused, the one that stays has refused (R6).</summary>
internal sealed class FollowMerge(Db db, ContactKeys keys, WriteConsent write) : IFollowMerge
{
    public Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation) => Task.CompletedTask;

    public async Task PersonAsync(Person stays, Person goes, CancellationToken cancellation)
    {
        await keys.LoadAsync(cancellation);
        var gone = keys.OfPerson(goes.Id);
        foreach (var suppression in await db.Suppressions.AsNoTracking().Where(its => its.Key == gone && its.EndedAt == null).ToListAsync(cancellation))
            await write.SuppressAsync(keys.OfPerson(stays.Id), suppression.Purpose, suppression.Channel, suppression.Reason, cancellation);

        var privacy = await db.PersonPrivacy.Where(its => its.PersonId == stays.Id || its.PersonId == goes.Id).ToDictionaryAsync(its => its.PersonId, cancellation);
        if (privacy.GetValueOrDefault(goes.Id) is not { } other) return;

        if (privacy.GetValueOrDefault(stays.Id) is not { } kept)
        {
            kept = new PersonPrivacy { PersonId = stays.Id, Kind = other.Kind, Country = other.Country, Region = other.Region, Origin = other.Origin, OriginNote = other.OriginNote, Balancing = other.Balancing, CollectedOn = other.CollectedOn, LicensedUntil = other.LicensedUntil, InformedAt = other.InformedAt };
            db.PersonPrivacy.Add(kept);
        }

        kept.BornOn ??= other.BornOn;
        kept.IsDeceased |= other.IsDeceased;
        kept.IsNotMeasured |= other.IsNotMeasured;
        if (kept.RestrictedAt is null) (kept.RestrictedAt, kept.RestrictedWhy) = (other.RestrictedAt, other.RestrictedWhy);
    }
}

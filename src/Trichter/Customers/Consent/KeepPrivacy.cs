using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Consent;

/// <summary>Keeps what decides whether a person may be contacted: kind, country, where their data come from, restriction.</summary>
public sealed class KeepPrivacy(Db db, Me me, Change change, TimelineWriter timeline)
{
    private const int ShortestBalancing = 30, LongestBalancing = 1000;
    private static readonly int[] CountryLengths = [0, 2];

    public async Task<Fault?> SaveAsync(Guid person, PrivacyDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        if (!await db.People.VisibleTo(me, db).AnyAsync(its => its.Id == person, cancellation)) return Fault.NotThere;
        if (!CountryLengths.Contains(draft.Country.Trim().Length)) return new("Country", new Told("Two letters, such as DE or PL."));
        if (draft.Region.Length > 0 && Holidays.Regions.All(known => known.Code != draft.Region)) return new("Region", new Told("Choose one of the answers."));
        if (draft.OriginNote.Length > 500) return new("OriginNote", new Told("At most {0} characters.", 500));
        if (draft.Balancing.Trim().Length is (> 0 and < ShortestBalancing) or > LongestBalancing) return new("Balancing", new Told("Between {0} and {1} characters.", ShortestBalancing, LongestBalancing));
        if (draft.BornOn > DateOnly.FromDateTime(change.Now)) return new("BornOn", new Told("A day that has passed."));
        if (draft.IsRestricted && draft.RestrictedWhy.Trim().Length == 0) return new("RestrictedWhy", new Told("Say why."));

        var privacy = await db.PersonPrivacy.SingleOrDefaultAsync(its => its.PersonId == person, cancellation);
        if (privacy is null) db.PersonPrivacy.Add(privacy = new PersonPrivacy { PersonId = person });
        var wasRestricted = privacy.RestrictedAt is not null;

        (privacy.Kind, privacy.Country, privacy.Region) = (draft.Kind, draft.Country.Trim().ToUpperInvariant(), draft.Region);
        (privacy.BornOn, privacy.IsDeceased, privacy.IsNotMeasured) = (draft.BornOn, draft.IsDeceased, draft.IsNotMeasured);
        (privacy.Origin, privacy.OriginNote, privacy.CollectedOn, privacy.LicensedUntil) = (draft.Origin, draft.OriginNote.Trim(), draft.CollectedOn, draft.LicensedUntil);
        privacy.Balancing = draft.Balancing.Trim();
        privacy.InformedAt = draft.IsInformed ? privacy.InformedAt ?? change.Now : null;
        privacy.RestrictedAt = draft.IsRestricted ? privacy.RestrictedAt ?? change.Now : null;
        privacy.RestrictedWhy = draft.IsRestricted ? draft.RestrictedWhy.Trim() : "";
        if (db.Entry(privacy).State is EntityState.Unchanged) return null;

        timeline.Record(new PrivacyChanged(person, draft.IsRestricted && !wasRestricted, wasRestricted && !draft.IsRestricted));
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

public sealed record PrivacyDraft
{
    public PersonKind Kind { get; init; }
    public string Country { get; init; } = "";
    public string Region { get; init; } = "";
    public DateOnly? BornOn { get; init; }
    public bool IsDeceased { get; init; }
    public bool IsNotMeasured { get; init; }
    public DataOrigin Origin { get; init; }
    public string OriginNote { get; init; } = "";
    public string Balancing { get; init; } = "";
    public DateOnly? CollectedOn { get; init; }
    public DateOnly? LicensedUntil { get; init; }
    public bool IsInformed { get; init; }
    public bool IsRestricted { get; init; }
    public string RestrictedWhy { get; init; } = "";
}
